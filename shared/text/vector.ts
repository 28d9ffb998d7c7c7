import type { Embedder } from '#shared/embedding/embedder.ts'
import type { FieldMix, FieldName, Recipe } from '#shared/recipe/recipe.ts'
import { NO_FIELD_MEANS, type FieldMeans } from '#shared/recipe/statistics/field-means.ts'
import { NO_TEXT_STATISTICS } from '#shared/recipe/statistics/text-statistics.ts'
import type { TagVocabulary } from '#shared/recipe/statistics/text-statistics.ts'
import { automaticTags } from './automatic-tags.ts'
import type { VideoTexts } from './fields.ts'
import { joinFields } from './join.ts'
import type { FieldVectors } from './join.ts'
import { normalizeLine } from './normalize.ts'

export interface JoinedVector {
  /** Unit vector. Missing where there is no text, or none in a language that the model knows. */
  readonly vector?: Float32Array
  readonly mix: FieldMix
}

interface WeightedField {
  readonly name: FieldName
  /** Letter of the field mix. */
  readonly letter: string
  readonly weight: number
  readonly texts: readonly string[]
}

/**
 * A video's vector: each field's unit vector (of tags and transcript chunks the mean of their unit vectors) times the recipe's weight,
 * summed, as a unit vector. One `embed` call for all of them. A video without tags gets those of the vocabulary that are nearest. The recipe's
 * `centring` says how much of what all videos have in common is taken off each field before.
 * @throws what the embedder throws.
 */
export async function joinedVector(
  texts: VideoTexts,
  embedder: Embedder,
  recipe: Recipe,
  vocabulary: TagVocabulary = NO_TEXT_STATISTICS.tags,
  means: FieldMeans = NO_FIELD_MEANS,
): Promise<JoinedVector> {
  const common = (field: FieldName) => (recipe.centring > 0 ? means[field]?.map((value) => value * recipe.centring) : undefined)
  const parts = (await embeddedFields(texts, embedder, recipe)).map((part) => ({ ...part, common: common(part.name) }))
  if (parts.length === 0) return { mix: '' }
  const { dimensions } = embedder
  const given = joinFields(parts, dimensions)
  if (given === undefined) return { mix: '' }
  const warning = texts.speechTrusted && titleIsUnsupported(parts, recipe) ? 'u' : ''
  const automatic = texts.tags.length > 0 ? [] : automaticTags(given, vocabulary, recipe.automaticTags)
  if (automatic.length === 0) return { vector: given, mix: mixOf(parts) + warning }
  const all = [...parts, { letter: 'a', weight: recipe.automaticTags.weight, vectors: automatic, common: common('tags') }]
  const vector = joinFields(all, dimensions)
  return vector === undefined ? { vector: given, mix: mixOf(parts) + warning } : { vector, mix: mixOf(all) + warning }
}

/** The unit vector of each field that a video's vector is joined from, as it is. */
export async function fieldDirections(
  texts: VideoTexts,
  embedder: Embedder,
  recipe: Recipe,
): Promise<(readonly [field: FieldName, direction: Float32Array])[]> {
  const parts = await embeddedFields(texts, embedder, recipe)
  return parts.flatMap(({ name, vectors }) => {
    const direction = joinFields([{ weight: 1, vectors }], embedder.dimensions)
    return direction === undefined ? [] : [[name, direction] as const]
  })
}

type EmbeddedField = Omit<WeightedField, 'texts'> & FieldVectors

/** None for a video whose language the model does not know. */
async function embeddedFields(texts: VideoTexts, embedder: Embedder, recipe: Recipe): Promise<EmbeddedField[]> {
  const fields = fieldsOf(texts, recipe).filter((field) => field.texts.length > 0 && field.weight > 0)
  if (fields.length === 0 || !(await understands(embedder, longestText(fields)))) return []
  const vectors = await embedder.embed(fields.flatMap((field) => field.texts))
  return fields.map(({ name, letter, weight }, index) => ({ name, letter, weight, vectors: vectorsOf(vectors, fields, index) }))
}

/** Whether title and recognised speech lie further apart than a video's own do. The mean of unit vectors gives the transcript's direction. */
function titleIsUnsupported(
  parts: readonly (FieldVectors & { readonly letter: string })[],
  { unsupportedTitle, dimensions }: Recipe,
): boolean {
  const [title, speech] = ['t', 's'].map((letter) => parts.find((part) => part.letter === letter))
  if (title === undefined || speech === undefined) return false
  const [a, b] = [title, speech].map(({ vectors }) => joinFields([{ weight: 1, vectors }], dimensions))
  return a !== undefined && b !== undefined && a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0) < unsupportedTitle.below
}

/** The letters in the order that a mix has them in. */
const LETTERS = 'tdgas'

function mixOf(parts: readonly (FieldVectors & { readonly letter: string })[]): FieldMix {
  const letters = parts.map(({ letter }) => letter)
  return letters.sort((a, b) => LETTERS.indexOf(a) - LETTERS.indexOf(b)).join('')
}

/** The vector of a search text, not centred: what all videos have in common meets nothing in centred ones. Undefined for an empty one, or in a language that the model does not know. */
export async function queryVector(text: string, embedder: Embedder): Promise<Float32Array | undefined> {
  const query = normalizeLine(text)
  if (query === '' || !(await understands(embedder, query))) return undefined
  const [vector] = await embedder.embed([query], 'query')
  return vector
}

function fieldsOf(texts: VideoTexts, { fields, transcript }: Recipe): WeightedField[] {
  return [
    { name: 'title', letter: 't', weight: fields.title, texts: nonEmpty(texts.title) },
    { name: 'description', letter: 'd', weight: fields.description, texts: nonEmpty(texts.description) },
    { name: 'tags', letter: 'g', weight: fields.tags, texts: texts.tags },
    {
      name: 'transcript',
      letter: 's',
      weight: texts.speechTrusted ? fields.transcript : transcript.uploaderWeight,
      texts: texts.transcript,
    },
  ]
}

function nonEmpty(text: string): string[] {
  return text === '' ? [] : [text]
}

/** The language guard judges best where there is most text. */
function longestText(fields: readonly WeightedField[]): string {
  return fields.map(({ texts }) => texts.join(' ')).reduce((longest, text) => (text.length > longest.length ? text : longest), '')
}

async function understands(embedder: Embedder, text: string): Promise<boolean> {
  const [known = false] = await embedder.understands([text])
  return known
}

function vectorsOf(vectors: readonly Float32Array[], fields: readonly WeightedField[], index: number): Float32Array[] {
  const start = fields.slice(0, index).reduce((sum, { texts }) => sum + texts.length, 0)
  return vectors.slice(start, start + (fields[index]?.texts.length ?? 0))
}
