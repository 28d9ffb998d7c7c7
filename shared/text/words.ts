import type { Wordings, WordVector } from '#shared/index/point.ts'
import { spreadSample } from './sample.ts'
import { termsOf } from './words/terms.ts'
import { textLanguage } from './words/text-language.ts'
import { tokenize } from './words/tokens.ts'

/** Characters of one text that words are counted in; of a longer one, slices from all over it. Half a second of work at most. */
const MAX_CHARACTERS = 100_000

export interface WordTexts {
  readonly title: string
  readonly description: string
  readonly tags: readonly string[]
  readonly transcript: string
}

export interface WordOptions {
  /** BCP 47, where known: of what is spoken, and of the transcript. */
  readonly language?: string | undefined
  readonly transcriptLanguage?: string | undefined
  readonly maxTerms: number
  readonly titleCount: number
}

interface Term {
  readonly term: string
  readonly weight: number
  /** Named by the uploader in title or tags. */
  readonly named: boolean
}

/** The word side of a video, and how its title writes the terms: both need the language that the texts are in. */
interface Words {
  readonly words: WordVector
  readonly wordings: Wordings
}

/**
 * The word side of a video: its terms with (1 + ln tf), as a unit vector. Empty for a text without words.
 * A title counts `titleCount` times, a term of the tags once, however many tags hold it. Rarity in the catalogue plays no part (it acts
 * at query time: `wordQuery`), so that what is stored depends on the video alone.
 */
export function wordVector(texts: WordTexts, options: WordOptions): WordVector {
  return wordsOf(texts, options).words
}

/** As `wordVector`, with the wordings of the title. */
export function wordsOf(texts: WordTexts, options: WordOptions): Words {
  const title = tokenize(texts.title)
  const description = tokenize(spreadSample(texts.description, MAX_CHARACTERS))
  const tags = texts.tags.flatMap(tokenize)
  const transcript = tokenize(spreadSample(texts.transcript, MAX_CHARACTERS))
  const language = textLanguage([...title, ...description, ...tags], options.language)
  const spoken = textLanguage(transcript, options.transcriptLanguage ?? options.language)

  const titleTerms = termsOf(title, language)
  const tagTerms = new Set(termsOf(tags, language))
  const counts = new Map<string, number>()
  count(counts, titleTerms, options.titleCount)
  count(counts, tagTerms, 1)
  count(counts, termsOf(description, language), 1)
  count(counts, termsOf(transcript, spoken), 1)

  const named = new Set([...titleTerms, ...tagTerms])
  const terms = Array.from(counts, ([term, tf]) => ({ term, weight: 1 + Math.log(tf), named: named.has(term) }))
  return { words: unit(terms.sort(byPromise).slice(0, options.maxTerms)), wordings: wordingsOf(title, language) }
}

/** Of words with one term, the first. */
function wordingsOf(title: readonly string[], language: string | undefined): Wordings {
  return Object.fromEntries(title.flatMap((word) => termsOf([word], language).map((term) => [term, word] as const)).reverse())
}

function count(counts: Map<string, number>, terms: Iterable<string>, times: number): void {
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + times)
}

/** Which terms are kept: what title and tags name, then the frequent, then the longer, which are the rarer ones as a rule. */
function byPromise(a: Term, b: Term): number {
  if (a.named !== b.named) return a.named ? -1 : 1
  return b.weight - a.weight || b.term.length - a.term.length || (a.term < b.term ? -1 : 1)
}

function unit(terms: readonly Term[]): WordVector {
  const norm = Math.hypot(...terms.map(({ weight }) => weight))
  return new Map(terms.map(({ term, weight }) => [term, weight / norm]))
}
