import { UpnextError } from '#shared/errors.ts'
import { memberOf, numbersOf, type ReceivedValue } from './values.ts'

/**
 * The vectors of an answer, of length 1. A prediction is `{embeddings: {values}}`, as Google's models answer, or a bare list of numbers.
 * @throws UpnextError `embedding` for anything else, or another number of them than texts; `configuration` for other dimensions than named.
 */
export function vectorsIn(predictions: readonly ReceivedValue[], texts: number, dimensions: number, resource: string): Float32Array[] {
  if (predictions.length !== texts) {
    throw new UpnextError('embedding', `${resource} gave ${predictions.length} predictions for ${texts} texts.`)
  }
  return predictions.map((prediction) => {
    const numbers = numbersOf(memberOf(memberOf(prediction, 'embeddings'), 'values') ?? prediction)
    if (numbers === undefined) throw new UpnextError('embedding', `${resource} gave a prediction that holds no vector.`, { fix: FORM })
    if (numbers.length !== dimensions) throw otherDimensions(resource, numbers.length, dimensions)
    const vector = unitOf(numbers)
    if (vector === undefined) throw new UpnextError('embedding', `${resource} gave a vector of zeros.`)
    return vector
  })
}

const FORM = 'An endpoint answers each text with a list of numbers, or with {"embeddings": {"values": [numbers]}}.'

function otherDimensions(resource: string, found: number, wanted: number): UpnextError {
  return new UpnextError('configuration', `${resource} gives ${found} numbers a vector, not ${wanted}.`, {
    fix: `Name the model with @${found} in the recipe, or deploy the one that the recipe means.`,
  })
}

/** The mean of unit vectors, of length 1. @throws UpnextError `embedding` where they cancel out. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const [first, ...others] = vectors
  if (first !== undefined && others.length === 0) return first
  const sum = Float64Array.from(first ?? [], (value, at) => others.reduce((total, vector) => total + (vector[at] ?? 0), value))
  const mean = unitOf(sum)
  if (mean === undefined) throw new UpnextError('embedding', `The vectors of a text's ${vectors.length} parts cancel out.`)
  return mean
}

/** The vector at length 1; undefined for zeros. */
function unitOf(numbers: Float64Array): Float32Array | undefined {
  const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0))
  return length > 0 ? Float32Array.from(numbers, (value) => value / length) : undefined
}
