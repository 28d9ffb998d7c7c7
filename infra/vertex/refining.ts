import { isRefusal } from './faults.ts'
import type { CallLimits } from './models.ts'
import { estimateTokens, piecesOf } from './pieces.ts'
import { meanOf } from './predictions.ts'
import type { Predict } from './predictor.ts'

/** Estimates are not further off than this: what is refused below a quarter of the limit is refused for another reason. */
const DOUBT = 4

/**
 * Where a refusal may mean that the texts have more tokens than estimated: half of the texts a call, and then half of the text.
 * The service does not say by any code which limit it was.
 */
export function refining(predict: Predict, limits: CallLimits): Predict {
  const refine: Predict = async (texts, job) => {
    try {
      return await predict(texts, job)
    } catch (error) {
      if (!isRefusal(error) || !mayBeTooLong(texts, limits)) throw error
      if (texts.length > 1) {
        const half = Math.ceil(texts.length / 2)
        return [...(await refine(texts.slice(0, half), job)), ...(await refine(texts.slice(half), job))]
      }
      return [meanOf(await inParts(texts[0] ?? '', (piece) => refine([piece], job)))]
    }
  }
  return refine
}

async function inParts(text: string, predict: (piece: string) => Promise<Float32Array[]>): Promise<Float32Array[]> {
  const vectors: Float32Array[] = []
  for (const piece of piecesOf(text, Math.ceil(estimateTokens(text) / 2))) vectors.push(...(await predict(piece)))
  return vectors
}

function mayBeTooLong(texts: readonly string[], limits: CallLimits): boolean {
  const tokens = texts.map(estimateTokens)
  const sum = tokens.reduce((total, count) => total + count, 0)
  return sum * DOUBT > limits.tokens || tokens.some((count) => count * DOUBT > limits.textTokens)
}
