import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import type { Logger } from '#shared/logger.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { detectLanguage } from '#shared/text/detect-language.ts'
import { normalizeText } from '#shared/text/normalize.ts'
import { queryVector } from '#shared/text/vector.ts'
import { wordVector } from '#shared/text/words.ts'
import type { Content } from './blend.ts'
import type { Findable } from './spelling/corrections.ts'
import { tolerantContent } from './spelling/tolerant-content.ts'

/** A search text as content. */
export interface TextContent extends Content {
  /** The model was out of reach, so that only the words can find anything. */
  readonly modelMissed: boolean
  /** The text that was read in place of the one typed, where that is misspelled. */
  readonly readAs?: string
}

/** @param findable Given where slips of spelling are to be forgiven, by the titles that may be found. */
export type TextReader = (text: string, recipe: Recipe, findable?: Findable) => Promise<TextContent>

/** Reads search texts with the embedder of the recipe that the collection was made with: vectors of two recipes never meet. */
export function createTextReader(embedders: EmbedderLookup, logger: Logger): TextReader {
  const read = async (text: string, recipe: Recipe): Promise<TextContent> => {
    const words = wordVector({ title: normalizeText(text), description: '', tags: [], transcript: '' }, recipe.words)
    try {
      const vector = await queryVector(text, await embedders(recipe.model))
      const language = detectLanguage(text)
      return vector === undefined ? { words, mix: '', modelMissed: false } : { vector, words, mix: 't', language, modelMissed: false }
    } catch (error) {
      logger.error('search.embedding-failed', { model: recipe.model, error })
      return { words, mix: '', modelMissed: true }
    }
  }
  return (text, recipe, findable) =>
    findable === undefined ? read(text, recipe) : tolerantContent(text, (other) => read(other, recipe), findable)
}
