import type { Order } from '#shared/video/order.ts'
import { compareOrder } from '#shared/video/order.ts'
import type { OperationDeps } from '../operation.ts'

type OrderDeps = Pick<OperationDeps, 'index' | 'registry' | 'warehouse'>

/** The greatest order of each video that any collection or the warehouse knows; videos that none knows are missing. */
export async function greatestOrders(
  ids: readonly string[],
  { index, registry, warehouse }: OrderDeps,
): Promise<ReadonlyMap<string, Order>> {
  const { collections } = await registry.read()
  const heads = collections.map(({ name }) => index.heads(name, ids))
  const found: readonly ReadonlyMap<string, { readonly order: Order }>[] = await Promise.all([warehouse.changesOf(ids), ...heads])
  const known = found.flatMap((states) => Array.from(states, ([id, { order }]) => [id, order] as const))
  return new Map(known.toSorted(([, a], [, b]) => compareOrder(a, b)))
}

/**
 * The version of the delete that ends a video: that of its delete where it has one, else above all others. At the last version there is, a
 * delete still beats an upsert. A video that nobody knows needs none: null.
 */
export function versionOfDelete(order: Order | undefined): number | null {
  if (order === undefined) return null
  return order.deleted ? order.version : Math.min(order.version + 1, Number.MAX_SAFE_INTEGER)
}
