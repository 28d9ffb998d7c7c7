import type { ChannelState } from '#shared/index/video-index.ts'
import { ensureCollection } from '../collections/ensure.ts'
import type { CollectionPlan } from '../collections/config.ts'
import type { Names } from '../collections/names.ts'
import { once } from '../collections/once.ts'
import { apply, conditionalUpsert, orIfMissing, retrieve, scrollAll, type Operation } from '../collections/records.ts'
import { before, is, type Condition } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import { KEY, STATE_KEY } from '../keys.ts'
import { pointId } from '../point-id.ts'

/** The state of a channel as its videos carry it. */
export type ChannelMark = Pick<ChannelState, 'version' | 'suspended'>
export type ChannelMarks = ReadonlyMap<string, ChannelMark>

/**
 * The register of channels, and marks on their videos, which filters read. A state is registered first and then marked; whoever writes
 * a video reads the register before and after (`marksOf`), so that whichever came first, one of the two sees the other.
 */
export interface Channels {
  put(channels: readonly ChannelState[]): Promise<void>
  /** Freshly read; channels without a state are missing. */
  marksOf(ids: readonly string[]): Promise<ChannelMarks>
  suspendedSince(since: number): Promise<ReadonlySet<string>>
}

export function createChannels(connection: Connection, names: Names, plan: CollectionPlan): Channels {
  const ensured = once(() => ensureCollection(connection, names.channels, plan))
  const marksOf = async (ids: readonly string[]): Promise<ChannelMarks> => {
    if (ids.length === 0) return new Map()
    const read = retrieve(connection, names.channels, ids.map(pointId), { payload: true, fresh: true })
    return new Map((await orIfMissing(read, [])).map(({ payload }) => [payload[KEY.id] as string, markOf(payload)]))
  }
  const markAll = async (marks: ChannelMarks): Promise<void> => {
    const { collections } = await connection.read((api, init) => api.getCollections({}, init))
    const videos = collections.map(({ name }) => name).filter((name) => names.isVideos(name))
    // One that was dropped meanwhile needs no marks.
    await Promise.all(videos.map((name) => orIfMissing(apply(connection, name, markOperations(marks)), undefined)))
  }
  return {
    put: async (channels) => {
      await ensured()
      await apply(connection, names.channels, channels.map(registerOperation))
      await markAll(await marksOf(channels.map(({ id }) => id)))
    },
    marksOf,
    suspendedSince: async (since) => {
      const filter = { must: [is(STATE_KEY.channelSuspended, 1), { key: STATE_KEY.channelChangedAt, range: { gte: since } }] }
      const found = await orIfMissing(scrollAll(connection, names.channels, filter, [KEY.id]), [])
      return new Set(found.map((payload) => payload[KEY.id] as string))
    },
  }
}

/** Marks the videos of channels in one collection, each unless it carries a later state. */
export function markOperations(marks: ChannelMarks): Operation[] {
  return Array.from(marks, ([id, { version, suspended }]) => ({
    set_payload: {
      payload: { [KEY.channelVersion]: version, [KEY.channelSuspended]: suspended },
      filter: { must: [is(KEY.channelId, id)], must_not: suspended ? keptFromSuspending(version) : [reaches(version)] },
    },
  }))
}

/** Of two states of one version, being suspended wins. */
function registerOperation({ id, version, suspended }: ChannelState): Operation {
  const clock = [
    [STATE_KEY.channelVersion, version],
    [STATE_KEY.channelSuspended, Number(suspended)],
  ] as const
  const payload = { [KEY.id]: id, ...Object.fromEntries(clock), [STATE_KEY.channelChangedAt]: Date.now() }
  return conditionalUpsert(pointId(id), {}, payload, before(clock))
}

function keptFromSuspending(version: number): Condition[] {
  return [{ key: KEY.channelVersion, range: { gt: version } }, { must: [reaches(version), is(KEY.channelSuspended, true)] }]
}

function reaches(version: number): Condition {
  return { key: KEY.channelVersion, range: { gte: version } }
}

function markOf(payload: Readonly<Record<string, unknown>>): ChannelMark {
  return { version: payload[STATE_KEY.channelVersion] as number, suspended: payload[STATE_KEY.channelSuspended] === 1 }
}
