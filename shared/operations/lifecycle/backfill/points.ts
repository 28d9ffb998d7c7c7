import { isUpnextError } from '#shared/errors.ts'
import type { CollectionRecord } from '#shared/index/registry.ts'
import type { FilledPoint } from '#shared/index/video-index.ts'
import { makePoint, type Making } from '#shared/ingest/point.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import { buildTexts } from '#shared/text/fields.ts'
import type { Logger } from '#shared/logger.ts'
import type { Video } from '#shared/video/event.ts'
import type { DocumentChange, VectorRow, Warehouse } from '#shared/warehouse/warehouse.ts'

export interface PointsContext extends Making {
  readonly warehouse: Warehouse
  readonly logger: Logger
}

export interface MadePoints {
  readonly points: readonly FilledPoint[]
  /** Vectors that the model made just now. */
  readonly embedded: readonly VectorRow[]
  /** Points whose vector the warehouse had. */
  readonly reused: number
  /** Documents that today's text rules cannot read. */
  readonly refused: number
}

interface Made {
  readonly filled: FilledPoint
  readonly isReused: boolean
}

/** The points of documents by a collection's recipe, tombstones of deletes; vectors that the recipe has made before are not made again. */
export async function pointsOf(
  changes: readonly DocumentChange[],
  { recipe, name }: CollectionRecord,
  context: PointsContext,
  hasVectors: boolean,
): Promise<MadePoints> {
  const digest = recipeDigest(recipe)
  const ids = changes.filter(({ document }) => document !== null).map(({ id }) => id)
  const known = hasVectors ? await context.warehouse.vectorsOf(digest, ids) : new Map<string, readonly VectorRow[]>()
  const make = async (change: DocumentChange): Promise<Made | undefined> => {
    const { id, order, document, ingestedAt } = change
    if (document === null) return { filled: { point: { id, order: { ...order, deleted: true } }, changedAt: ingestedAt }, isReused: false }
    try {
      const { point, isReused } = await pointOf(document, change, known.get(id) ?? [])
      return { filled: { point, changedAt: ingestedAt }, isReused }
    } catch (error) {
      if (!isUpnextError(error, 'invalid-event')) throw error
      context.logger.warn('index.video-refused', { id, version: order.version, collection: name, error })
      return undefined
    }
  }
  const pointOf = async (document: Video, { order }: DocumentChange, rows: readonly VectorRow[]) => {
    const texts = buildTexts(document, recipe, await context.statistics.text(recipe))
    const row = rows.find(({ textHash }) => textHash === texts.textHash)
    return { point: await makePoint(document, order, texts, recipe, context, row), isReused: row !== undefined }
  }
  const made = (await Promise.all(changes.map(make))).filter((one) => one !== undefined)
  const embedded = made.flatMap(({ filled: { point }, isReused }) =>
    isReused || !('vector' in point)
      ? []
      : [{ id: point.id, recipeDigest: digest, textHash: point.textHash, mix: point.ranking.mix, vector: point.vector }],
  )
  const reused = made.filter(({ isReused }) => isReused).length
  return { points: made.map(({ filled }) => filled), embedded, reused, refused: changes.length - made.length }
}
