import type { Embedder } from '#shared/embedding/embedder.ts'
import type { WordVector } from '#shared/index/point.ts'
import type { WordQuery } from '#shared/index/video-index.ts'
import { buildTexts } from '#shared/text/fields.ts'
import { joinedVector } from '#shared/text/vector.ts'
import { wordQuery } from '#shared/text/word-query.ts'
import type { Video } from '#shared/video/event.ts'
import type { Recipe } from '../recipe.ts'
import type { FieldMeans } from './field-means.ts'
import { NO_LANGUAGE_LEVELS } from './language-levels.ts'
import type { LanguageLevels } from './language-levels.ts'
import type { LanguageSample } from './language-sample.ts'
import { measureLevels } from './measure-levels.ts'
import type { Comparable } from './measure-levels.ts'
import type { TermStatistics } from './rarity.ts'
import type { TextStatistics } from './text-statistics.ts'

interface Scorable extends Comparable {
  readonly vector: Float32Array
  readonly words: WordVector
  readonly query: WordQuery
}

/** Embeds a sample of each language with the statistics that ingest will use, and compares all with all. Nothing for a catalogue in one language. */
export async function languageLevelsOf(
  sample: LanguageSample,
  { rarity, text, fields }: { readonly rarity: TermStatistics; readonly text: TextStatistics; readonly fields: FieldMeans },
  recipe: Recipe,
  embedder: Embedder,
): Promise<LanguageLevels> {
  const languages = sample.languages()
  if (languages.length < 2) return NO_LANGUAGE_LEVELS
  const scorable: Scorable[] = []
  for (const [language, videos] of languages) {
    const made = await Promise.all(videos.map((video) => scorableOf(video, language)))
    scorable.push(...made.flatMap((video) => video ?? []))
  }
  return measureLevels(scorable, { cosine: (a, b) => dot(a.vector, b.vector), words: (a, b) => wordScore(a.query, b.words) })

  async function scorableOf(video: Video, language: string): Promise<Scorable | undefined> {
    const texts = buildTexts(video, recipe, text)
    const { vector } = await joinedVector(texts, embedder, recipe, text.tags, fields)
    const query = wordQuery(texts.words, rarity)
    return vector && { language, vector, words: texts.words, query }
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function wordScore(query: WordQuery, words: WordVector): number {
  let sum = 0
  for (const [term, weight] of query) sum += weight * (words.get(term) ?? 0)
  return sum
}
