import { UpnextError } from '#shared/errors.ts'
import { ENDPOINT_LIMITS, PUBLISHER_MODELS, type CallLimits, type Tasks } from './models.ts'

/** A model as a recipe names it, understood. */
export type VertexModel = {
  readonly dimensions: number
  readonly limits: CallLimits
} & ({ readonly kind: 'publisher'; readonly id: string; readonly tasks: Tasks } | { readonly kind: 'endpoint'; readonly id: string })

const PUBLISHER = /^vertex:(?<id>[a-z0-9.-]+)(?:@(?<dimensions>\d+))?(?:\/(?<tasks>similarity|retrieval))?$/
const ENDPOINT = /^vertex-endpoint:(?<id>[a-z0-9-]{1,63})@(?<dimensions>\d+)$/
const MAX_ENDPOINT_DIMENSIONS = 4096

const FORMS = 'vertex:MODEL, vertex:MODEL@DIMENSIONS, either with /retrieval behind it, or vertex-endpoint:ID@DIMENSIONS'

/**
 * Reads `vertex:gemini-embedding-001@768`, `vertex:text-multilingual-embedding-002/retrieval`, `vertex-endpoint:1234567890@1024`.
 * All that decides a vector stands in the name, so that a recipe's digest covers it.
 * @throws UpnextError `configuration` for another form, a model that is not known here, or dimensions that it does not have.
 */
export function parseModelName(model: string): VertexModel {
  const publisher = PUBLISHER.exec(model)?.groups
  if (publisher !== undefined) return publisherModel(publisher, model)
  const endpoint = ENDPOINT.exec(model)?.groups
  if (endpoint === undefined) throw unknown(model, `Name the model as ${FORMS}.`)
  const dimensions = dimensionsOf(endpoint['dimensions'], MAX_ENDPOINT_DIMENSIONS, model)
  return { kind: 'endpoint', id: endpoint['id'] ?? '', dimensions, limits: ENDPOINT_LIMITS }
}

function publisherModel(parts: Readonly<Record<string, string | undefined>>, model: string): VertexModel {
  const { id = '', dimensions: asked, tasks } = parts
  const known = Object.hasOwn(PUBLISHER_MODELS, id) ? PUBLISHER_MODELS[id] : undefined
  if (known === undefined) throw unknown(model, `Use one of ${Object.keys(PUBLISHER_MODELS).join(', ')}.`)
  const dimensions = dimensionsOf(asked ?? String(known.defaultDimensions), known.maxDimensions, model)
  return { kind: 'publisher', id, dimensions, limits: known.limits, tasks: tasks === 'retrieval' ? 'retrieval' : 'similarity' }
}

function dimensionsOf(asked: string | undefined, max: number, model: string): number {
  const dimensions = Number(asked)
  if (dimensions >= 1 && dimensions <= max) return dimensions
  throw new UpnextError('configuration', `The model "${model}" has no vectors of ${dimensions} numbers.`, { fix: `Ask for 1 to ${max}.` })
}

function unknown(model: string, fix: string): UpnextError {
  return new UpnextError('configuration', `No model of Vertex AI is known as "${model}".`, { fix })
}
