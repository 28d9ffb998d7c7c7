import type { ClientOptions } from 'google-gax'
import pLimit from 'p-limit'
import type { Embedder, TextUse } from '#shared/embedding/embedder.ts'
import { refuseEmptyTexts } from '#shared/embedding/empty-texts.ts'
import { openPredictClient } from './client.ts'
import { parseModelName } from './model-name.ts'
import { callsOf, piecesOf } from './pieces.ts'
import { meanOf } from './predictions.ts'
import { createPredictor } from './predictor.ts'
import { refining } from './refining.ts'

export interface VertexOptions {
  /** As the recipe names it: see `parseModelName`. */
  readonly model: string
  /** Default: the project of the credentials. */
  readonly projectId?: string | undefined
  /** A region, or `global`. */
  readonly location: string
  /** Milliseconds that a call of `embed` may take, retries included. A search does not wait long: it finds by words alone then. */
  readonly deadlineMs?: Readonly<Record<TextUse, number>>
  /** Calls under way at the same time. */
  readonly concurrency?: number
  /** For another server than Google's. */
  readonly clientOptions?: ClientOptions
}

/**
 * A model of Vertex AI: one of Google's, or one of your own behind an endpoint. Long texts are split, never cut: theirs is the mean of the parts'
 * unit vectors. Texts are sent in as few calls as the model's limits allow, several at a time, again after faults that may pass.
 * `embed` rejects with `unavailable` (with the pause that the service asks for), `configuration` (credentials, rights, names, dimensions)
 * or `embedding` (refused texts, answers without vectors).
 * @throws UpnextError `configuration` for a name that is not one, or without credentials.
 */
export async function createVertexEmbedder(options: VertexOptions): Promise<Embedder> {
  const { model, location, concurrency = 16, deadlineMs = { video: 30_000, query: 2000 } } = options
  const parsed = parseModelName(model)
  const client = await openPredictClient(location, options.clientOptions)
  const projectId = options.projectId ?? (await client.project())
  const predict = refining(createPredictor(client, parsed, { projectId, location }), parsed.limits)
  const slots = pLimit(concurrency)

  const embed = async (texts: readonly string[], use: TextUse): Promise<Float32Array[]> => {
    const stop = new AbortController()
    const pieces = texts.flatMap((text, of) => piecesOf(text, parsed.limits.textTokens).map((piece) => ({ of, text: piece })))
    const job = { use, deadline: performance.now() + deadlineMs[use], signal: stop.signal }
    const answers = callsOf(pieces, parsed.limits).map((call) =>
      slots(async () => {
        stop.signal.throwIfAborted()
        return predict(
          call.map(({ text }) => text),
          job,
        )
      }),
    )
    const vectors = await Promise.all(answers).catch((error: unknown) => {
      stop.abort(error)
      throw error
    })
    return gather(texts.length, pieces, vectors.flat())
  }

  return {
    model,
    dimensions: parsed.dimensions,
    embed: async (texts, use = 'video') => {
      refuseEmptyTexts(texts)
      return embed(texts, use)
    },
    // These models know the languages of the world; what one of your own knows is not to be asked.
    understands: (texts) => Promise.resolve(texts.map((text) => text.trim() !== '')),
    close: () => client.close(),
  }
}

/** One vector a text from those of its pieces. */
function gather(texts: number, pieces: readonly { readonly of: number }[], vectors: readonly Float32Array[]): Float32Array[] {
  const parts = Array.from({ length: texts }, (): Float32Array[] => [])
  vectors.forEach((vector, at) => parts[pieces[at]?.of ?? 0]?.push(vector))
  return parts.map(meanOf)
}
