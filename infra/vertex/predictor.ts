import type { TextUse } from '#shared/embedding/embedder.ts'
import type { PredictClient, PredictRequest } from './client.ts'
import { faultOf } from './faults.ts'
import type { VertexModel } from './model-name.ts'
import { TASK_TYPES } from './models.ts'
import { vectorsIn } from './predictions.ts'
import { withRetries, type Patience } from './retries.ts'
import { structOf } from './values.ts'

/** What a call of `embed` says to all the calls that it is made of. */
export interface Job extends Patience {
  readonly use: TextUse
}

/** Unit vectors of texts that keep the limits of one call. */
export type Predict = (texts: readonly string[], job: Job) => Promise<Float32Array[]>

/** A try that hangs leaves time for another. */
const TRIES_IN_TIME = 2

/** One call to the model with its retries. */
export function createPredictor(
  client: PredictClient,
  model: VertexModel,
  { projectId, location }: { readonly projectId: string; readonly location: string },
): Predict {
  const resource = model.kind === 'publisher' ? `publishers/google/models/${model.id}` : `endpoints/${model.id}`
  const endpoint = `projects/${projectId}/locations/${location}/${resource}`

  return (texts, { use, ...patience }) => {
    const request = { endpoint, ...inputOf(texts, use, model) }
    const timeout = Math.ceil((patience.deadline - performance.now()) / TRIES_IN_TIME)
    const attempt = async (leftMs: number) => {
      const options = { timeout: Math.max(1, Math.min(timeout, leftMs)) }
      const predictions = await client.predict(request, options).catch((error: unknown) => {
        throw faultOf(error, endpoint)
      })
      return vectorsIn(predictions, texts.length, model.dimensions, endpoint)
    }
    return withRetries(attempt, patience)
  }
}

/** @see https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api. A model of one's own gets the text alone. */
function inputOf(texts: readonly string[], use: TextUse, model: VertexModel): Pick<PredictRequest, 'instances' | 'parameters'> {
  if (model.kind === 'endpoint') return { instances: texts.map((content) => structOf({ content })) }
  const taskType = TASK_TYPES[model.tasks][use]
  return {
    instances: texts.map((content) => structOf({ content, task_type: taskType })),
    parameters: structOf({ autoTruncate: false, outputDimensionality: model.dimensions }),
  }
}
