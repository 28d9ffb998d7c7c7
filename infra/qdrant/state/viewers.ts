import { isUpnextError, UpnextError } from '#shared/errors.ts'
import { merged, type ViewerStore, type Watched } from '#shared/viewers/viewer-store.ts'
import type { CollectionPlan } from '../collections/config.ts'
import { ensureCollection } from '../collections/ensure.ts'
import type { Names } from '../collections/names.ts'
import { once } from '../collections/once.ts'
import { apply, conditionalUpsert, orIfMissing, retrieve } from '../collections/records.ts'
import { is } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import { STATE_KEY } from '../keys.ts'
import { pointId } from '../point-id.ts'

/** Times that a list is merged anew where somebody else was writing it. */
const ATTEMPTS = 8

/** A list as it is stored. */
interface List {
  readonly revision: number
  readonly watched: readonly Watched[]
}

/**
 * A point a viewer, with the whole list in its payload: an answer reads it by its id. Written by compare-and-set on a revision; whether it applied
 * shows in the list.
 */
export function createViewerStore(connection: Connection, names: Names, plan: CollectionPlan): ViewerStore {
  const ensured = once(() => ensureCollection(connection, names.viewers, plan))
  const load = async (viewers: readonly string[], fresh: boolean): Promise<ReadonlyMap<string, List>> => {
    const read = retrieve(connection, names.viewers, viewers.map(pointId), { payload: true, fresh })
    return new Map((await orIfMissing(read, [])).map(({ payload }) => listOf(payload)))
  }
  const put = async (watched: readonly Watched[], attempt = 1): Promise<void> => {
    const stored = await load(viewersIn(watched), true)
    const lists = new Map(Array.from(stored, ([viewer, { watched }]) => [viewer, watched]))
    const behind = Array.from(merged(lists, watched)).filter(([viewer, next]) => textOf(next) !== textOf(lists.get(viewer) ?? []))
    if (behind.length === 0) return
    if (attempt > ATTEMPTS) throw new UpnextError('unavailable', 'The list of a viewer is written by too many at once.')
    const writes = behind.map(([viewer, next]) => writeOf(viewer, next, stored.get(viewer)?.revision ?? 0))
    await apply(connection, names.viewers, writes)
    await put(watched, attempt + 1)
  }
  return {
    put: async (watched) => {
      if (watched.length === 0) return
      await ensured()
      await put(watched)
    },
    watchedBy: async (viewers) => {
      const lists = Array.from((await load(viewers, false)).values(), ({ watched }) => watched).flat()
      const rising = lists.toSorted((a, b) => a.at - b.at || (a.video < b.video ? 1 : -1))
      return Array.from(new Set(rising.reverse().map(({ video }) => video)))
    },
    remove: async (viewers) => {
      await ensured()
      await apply(connection, names.viewers, [{ delete: { points: viewers.map(pointId) } }])
    },
    expire: async (before) => {
      await ensured()
      const filter = { must: [{ key: STATE_KEY.lastAt, range: { lt: before } }] }
      await apply(connection, names.viewers, [{ delete: { filter } }]).catch((error: unknown) => {
        if (!isUpnextError(error, 'not-found')) throw error
      })
    },
  }
}

function viewersIn(watched: readonly Watched[]): string[] {
  return Array.from(new Set(watched.map(({ viewer }) => viewer)))
}

function writeOf(viewer: string, watched: readonly Watched[], revision: number) {
  const payload = {
    [STATE_KEY.viewer]: viewer,
    [STATE_KEY.revision]: revision + 1,
    [STATE_KEY.lastAt]: watched[0]?.at ?? 0,
    [STATE_KEY.watched]: textOf(watched),
  }
  return conditionalUpsert(pointId(viewer), {}, payload, { must: [is(STATE_KEY.revision, revision)] })
}

/** As JSON text, which takes less room than a payload's own lists. */
function textOf(watched: readonly Watched[]): string {
  return JSON.stringify(watched.map(({ video, at }) => [video, at]))
}

function listOf(payload: Readonly<Record<string, unknown>>): [string, List] {
  const viewer = String(payload[STATE_KEY.viewer])
  const entries = JSON.parse(String(payload[STATE_KEY.watched])) as readonly [string, number][]
  const watched = entries.map(([video, at]) => ({ viewer, video, at }))
  return [viewer, { revision: Number(payload[STATE_KEY.revision]), watched }]
}
