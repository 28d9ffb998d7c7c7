import { UpnextError } from '#shared/errors.ts'
import { identityKeys } from '#shared/index/payload.ts'
import type { DisplayPayload, RankingPayload, Regions } from '#shared/index/point.ts'
import { packRanking, unpackRanking } from '#shared/index/ranking-codec.ts'
import type { Order } from '#shared/video/order.ts'
import { KEY } from '../keys.ts'
import { pointId } from '../point-id.ts'
import type { ChannelMark } from './channels.ts'
import { digestRank } from './order.ts'

export type Payload = Readonly<Record<string, unknown>>

/** The part of a payload that every point has. */
export function orderPayload(id: string, { version, deleted, digest }: Order, now: number): Payload {
  return {
    [KEY.id]: id,
    [KEY.version]: version,
    [KEY.deleted]: Number(deleted),
    [KEY.digest]: digest,
    [KEY.digestRank]: digestRank(digest),
    [KEY.changedAt]: now,
  }
}

/** The part that only a new text changes. */
export function textPayload(textHash: string, terms: readonly string[]): Payload {
  return { [KEY.textHash]: textHash, [KEY.textKey]: pointId(textHash), [KEY.terms]: terms }
}

/**
 * The part that a change of metadata replaces. Every key is there, with null for what the video does not have: setting a payload
 * leaves alone what it does not name, and null counts as nothing in all conditions.
 */
export function metadataPayload(ranking: RankingPayload, display: DisplayPayload, mark: ChannelMark | undefined): Payload {
  return {
    [KEY.standing]: ranking.standing,
    [KEY.language]: ranking.language ?? null,
    [KEY.channelId]: ranking.channelId ?? null,
    [KEY.category]: ranking.category ?? null,
    [KEY.publishedAt]: ranking.publishedAt,
    [KEY.availableFrom]: ranking.availableFrom ?? null,
    [KEY.availableUntil]: ranking.availableUntil ?? null,
    [KEY.durationSeconds]: ranking.durationSeconds ?? null,
    [KEY.notEmbeddable]: !ranking.embeddable || null,
    [KEY.ageRestricted]: ranking.ageRestricted || null,
    ...regionsPayload(ranking.regions),
    [KEY.identityKeys]: identityKeys(ranking),
    [KEY.ranking]: packRanking(ranking),
    [KEY.display]: display,
    [KEY.channelVersion]: mark?.version ?? null,
    [KEY.channelSuspended]: mark?.suspended ?? null,
  }
}

/** Without the keys that say nothing: a point that is written whole needs no null. */
export function withoutNulls(payload: Payload): Payload {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== null))
}

export function orderOf(payload: Payload): Order {
  return { version: payload[KEY.version] as number, deleted: payload[KEY.deleted] === 1, digest: payload[KEY.digest] as string }
}

/** @throws UpnextError `corrupt` for a point that this adapter did not write. */
export function idOf(payload: Payload | null | undefined | Record<string, unknown>): string {
  const id = payload?.[KEY.id]
  if (typeof id === 'string') return id
  throw new UpnextError('corrupt', 'A point has no id of a video in its payload.', {
    fix: 'Let nothing else write to the collections; make this one anew with `upnext index create`.',
  })
}

export function displayOf(payload: Payload): DisplayPayload {
  return payload[KEY.display] as DisplayPayload
}

/** What `metadataPayload` was given. */
export function rankingOf(payload: Payload): RankingPayload {
  return unpackRanking(payload[KEY.ranking] as string)
}

function regionsPayload(regions: Regions | undefined): Payload {
  if (regions === undefined) return { [KEY.regionLimit]: null, [KEY.regions]: null }
  const [limit, countries] = 'allowed' in regions ? ['allowed', regions.allowed] : ['blocked', regions.blocked]
  return { [KEY.regionLimit]: limit, [KEY.regions]: countries }
}
