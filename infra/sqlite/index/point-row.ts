import type { DisplayPayload, RankingPayload, Standing } from '#shared/index/point.ts'
import { packRanking } from '#shared/index/ranking-codec.ts'
import type { Order } from '#shared/video/order.ts'
import type { Parameters } from '../connection.ts'
import { regionsColumn } from './filter-sql.ts'

const STANDINGS: Readonly<Record<Standing, number>> = { shown: 0, 'seed-only': 1, hidden: 2 }
/** Beyond every time, so that comparing needs no case for dates that are missing. */
const ALWAYS = Number.MAX_SAFE_INTEGER

/** The columns of a video's payload: both JSON texts, and what filters need of them. */
export function payloadColumns(ranking: RankingPayload, display: DisplayPayload): Parameters {
  return {
    standing: STANDINGS[ranking.standing],
    language: ranking.language ?? null,
    channel: ranking.channelId ?? null,
    category: ranking.category ?? null,
    published_at: ranking.publishedAt,
    available_from: ranking.availableFrom ?? -ALWAYS,
    available_until: ranking.availableUntil ?? ALWAYS,
    duration: ranking.durationSeconds ?? null,
    embeddable: Number(ranking.embeddable),
    age_restricted: Number(ranking.ageRestricted),
    regions: regionsColumn(ranking.regions),
    ranking: packRanking(ranking),
    display: JSON.stringify(display),
  }
}

/** What a tombstone has in place of a payload: nothing of the video's content. */
export const NO_PAYLOAD: Parameters = {
  standing: null,
  language: null,
  channel: null,
  category: null,
  published_at: null,
  available_from: null,
  available_until: null,
  duration: null,
  embeddable: null,
  age_restricted: null,
  regions: null,
  ranking: null,
  display: null,
}

export function orderColumns({ version, deleted, digest }: Order): Parameters {
  return { version, deleted: Number(deleted), digest }
}

/** `column = $column` for each column, as an UPDATE takes it. */
export function assignments(columns: Parameters): string {
  return Object.keys(columns)
    .map((column) => `${column} = $${column}`)
    .join(', ')
}
