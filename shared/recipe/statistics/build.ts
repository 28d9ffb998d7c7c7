import type { Embedder } from '#shared/embedding/embedder.ts'
import { isUpnextError } from '#shared/errors.ts'
import { buildTexts } from '#shared/text/fields.ts'
import type { VideoTexts } from '#shared/text/fields.ts'
import { heardSentences } from '#shared/text/transcript/read.ts'
import { cutToLimits } from '#shared/text/limits.ts'
import type { Video } from '#shared/video/event.ts'
import type { Recipe } from '../recipe.ts'
import { createCounter } from './counter.ts'
import type { Counter } from './counter.ts'
import type { FieldMeans } from './field-means.ts'
import { fieldMeansOf, fieldTextsOf, type FieldTexts } from './field-means-of.ts'
import { paragraphKey, speechKey } from './keys.ts'
import { languageLevelsOf } from './language-levels-of.ts'
import type { LanguageLevels } from './language-levels.ts'
import { createLanguageSample } from './language-sample.ts'
import type { LanguageSample } from './language-sample.ts'
import { createSample, type Sample } from './sample.ts'
import type { TermStatistics } from './rarity.ts'
import type { TagVocabulary, TextStatistics } from './text-statistics.ts'

/** Keys in memory at once, of each sort: some hundred megabytes, whatever the catalogue. */
const CAPACITY = 2_000_000
/** Terms of the greatest document frequency; those beyond are so rare that they may count as held by one. 3 MB at most. */
const TERMS = 150_000
/** A vocabulary of 4,000 tags takes 2 MB and, at ingest, 2 ms for a video without tags. */
const TAGS = 4_000
/** A tag of one video alone says nothing of others. */
const MIN_TAG = 2
/** From so many videos on a paragraph, or a sentence that was heard, is no word about any of them. */
const MIN_REPEATS = 3
const REPEATS = 20_000
/** A shorter paragraph may be a heading that says what the video is. */
const MIN_PARAGRAPH = 20
const BATCH = 64

/** Videos of a language that scores are compared between, and their memory: some KB each. */
const SAMPLE = 100
/** Videos that the means of fields are taken over: all of a smaller catalogue. They lie within .02 of those of any greater one, and take 300 MB at most. */
const MEANS_SAMPLE = 4_000

/** All parts of what a recipe knows of a catalogue. */
export interface BuiltStatistics {
  readonly rarity: TermStatistics
  readonly text: TextStatistics
  readonly fields: FieldMeans
  readonly languages: LanguageLevels
}

interface Counts {
  readonly terms: Counter
  readonly tags: Counter
  readonly paragraphs: Counter
  readonly speech: Counter
  readonly sample: LanguageSample
  readonly fields: Sample<FieldTexts>
}

/**
 * Reads a catalogue once, in bounded memory; the same videos in the same order give the same statistics.
 * @param videos with their transcripts resolved. What `buildTexts` refuses is passed over.
 */
export async function buildStatistics(videos: AsyncIterable<Video>, recipe: Recipe, embedder: Embedder): Promise<BuiltStatistics> {
  const [terms, tags, paragraphs, speech] = Array.from({ length: 4 }, () => createCounter(CAPACITY)) as [Counter, Counter, Counter, Counter]
  const sample = createLanguageSample(SAMPLE)
  const fields = createSample<FieldTexts>(MEANS_SAMPLE)
  let documents = 0
  for await (const video of videos) {
    count(cutToLimits(video).video, recipe, { terms, tags, paragraphs, speech, sample, fields })
    documents += 1
  }
  const names = tags.frequent(MIN_TAG, TAGS).map(([tag]) => tag)
  const rarity = { documents: Math.max(1, documents), frequencies: new Map(terms.frequent(2, TERMS)) }
  const text = { tags: await vocabularyOf(names, embedder), paragraphs: keysOf(paragraphs), speech: keysOf(speech) }
  const means = await fieldMeansOf(fields.values(), text, recipe, embedder)
  return { rarity, text, fields: means, languages: await languageLevelsOf(sample, { rarity, text, fields: means }, recipe, embedder) }
}

function count(video: Video, recipe: Recipe, counts: Counts): void {
  const texts = textsOf(video, recipe)
  if (texts === undefined) return
  if (texts.textLanguage !== undefined) counts.sample.add(texts.textLanguage, video)
  counts.fields.add(video.id, fieldTextsOf(video, texts))
  for (const term of texts.words.keys()) counts.terms.add(term)
  for (const tag of new Set(texts.tags.map((name) => name.toLowerCase()))) counts.tags.add(tag)
  const lines = texts.description.split('\n').filter((line) => line.length >= MIN_PARAGRAPH)
  const { channelId } = video
  if (channelId !== undefined) for (const key of new Set(lines.map((line) => paragraphKey(channelId, line)))) counts.paragraphs.add(key)
  for (const key of new Set(heardSentences(video).map(speechKey))) counts.speech.add(key)
}

/** Undefined for a transcript that cannot be read: ingest refuses such a video too. */
function textsOf(video: Video, recipe: Recipe): VideoTexts | undefined {
  try {
    return buildTexts(video, recipe)
  } catch (error) {
    if (isUpnextError(error, 'invalid-event')) return undefined
    throw error
  }
}

function keysOf(counter: Counter): ReadonlySet<string> {
  return new Set(counter.frequent(MIN_REPEATS, REPEATS).map(([key]) => key))
}

/** Tags in languages that the model does not know would lie anywhere. */
async function vocabularyOf(frequent: readonly string[], embedder: Embedder): Promise<TagVocabulary> {
  const known = await embedder.understands(frequent)
  const names = frequent.filter((_, i) => known[i] === true).sort()
  const vectors: Float32Array[] = []
  for (let start = 0; start < names.length; start += BATCH) vectors.push(...(await embedder.embed(names.slice(start, start + BATCH))))
  return { names, vectors }
}
