import type { TakeDowns } from '#shared/index/video-index.ts'
import { scrollAll } from '../collections/records.ts'
import { is, type Condition } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import { KEY } from '../keys.ts'
import type { Channels } from './channels.ts'
import { idOf } from './payload.ts'

const LIVE = is(KEY.deleted, 0)

export async function takeDowns(connection: Connection, channels: Channels, collection: string, since: number): Promise<TakeDowns> {
  const filter = { must: [{ key: KEY.changedAt, range: { gte: since } }], must_not: [is(KEY.standing, 'shown')] }
  const [videos, suspended] = await Promise.all([scrollAll(connection, collection, filter, [KEY.id]), channels.suspendedSince(since)])
  return { videos: new Set(videos.map(idOf)), channels: suspended }
}

/** Exactly: for operators, not for requests. */
export async function counts(connection: Connection, collection: string) {
  const exactly = async (condition: Condition): Promise<number> => {
    const filter = { must: [condition] }
    return (await connection.scan((api, init) => api.countPoints({ collection_name: collection, filter, exact: true }, init))).count
  }
  const [live, shown, tombstones] = await Promise.all([exactly(LIVE), exactly(is(KEY.standing, 'shown')), exactly(is(KEY.deleted, 1))])
  return { live, shown, tombstones }
}
