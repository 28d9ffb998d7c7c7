import { createNormalizer } from './normalizer.ts'
import { createSegmenter } from './segmenter.ts'
import { readSentencePieceModel } from './sentencepiece-model.ts'

export const UNKNOWN_ID = 0
const BEGIN_ID = 1
const END_ID = 2

export interface Tokenizer {
  /** The ids that the encoder takes: begin, pieces, end. A text of white space has only the two marks. */
  encode(text: string): Int32Array
}

/** The SentencePiece tokenizer of `sentencepiece.model`; ids equal those of the SentencePiece library. */
export function createTokenizer(model: Uint8Array): Tokenizer {
  const { pieces, charsMap } = readSentencePieceModel(model)
  const normalize = createNormalizer(charsMap)
  const segment = createSegmenter(pieces, UNKNOWN_ID)
  const utf8 = new TextEncoder()
  return {
    encode: (text) => {
      const found = segment(normalize(utf8.encode(text)))
      const ids = new Int32Array(found.length + 2)
      ids[0] = BEGIN_ID
      ids.set(found, 1)
      ids[found.length + 1] = END_ID
      return ids
    },
  }
}
