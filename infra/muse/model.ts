import { loadEncoder, type EncoderOptions } from './encoder.ts'
import { readAsset } from './assets.ts'
import { understandsLanguage } from './language-guard.ts'
import { createTokenizer } from './tokenizer/tokenizer.ts'

/** No text that the text rules send has more. Beyond it a text is cut: memory and time grow with its length. */
const LONGEST_TOKENS = 8192
/** The longest piece has 16 characters; no text within the token limit is longer than this. */
const LONGEST_CHARACTERS = LONGEST_TOKENS * 16

/** A text to judge, and whether it looks like one in a language that the model does not know. */
export interface JudgedText {
  readonly text: string
  readonly suspect: boolean
}

/** The whole model in the calling thread: text in, numbers out. */
export interface MuseModel {
  /** Rows of 512 numbers of length 1, one a text: [texts, 512]. */
  embed(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>>
  understands(texts: readonly JudgedText[]): boolean[]
}

export async function loadMuseModel(options: EncoderOptions): Promise<MuseModel> {
  const [encoder, pieces] = await Promise.all([loadEncoder(options), readAsset(options.assets, 'sentencepiece.model')])
  const tokenizer = createTokenizer(pieces)
  const idsOf = (text: string) => tokenizer.encode(text.slice(0, LONGEST_CHARACTERS)).subarray(0, LONGEST_TOKENS)
  return {
    embed: (texts) => encoder.encode(texts.map(idsOf)),
    understands: (texts) => texts.map(({ text, suspect }) => understandsLanguage(text, tokenizer, suspect)),
  }
}
