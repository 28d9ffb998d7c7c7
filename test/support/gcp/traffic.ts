import { seededRandom } from '#shared/evaluation/random.ts'
import { attributesOf } from '#shared/events/attributes.ts'
import type { OutgoingMessage } from '#shared/events/publisher.ts'
import { eventIn } from './expected.ts'

export interface Traffic {
  /** In the order in which they are published. */
  readonly messages: readonly OutgoingMessage[]
  /** The data of those that nothing can be made of, and what their reason must say. */
  readonly poison: ReadonlyMap<string, RegExp>
}

/** Numbers, choices and orders from a seed. */
export interface Dice {
  below(limit: number): number
  one<T>(choices: readonly [T, ...T[]]): T
  shuffled<T>(items: readonly T[]): T[]
}

export function diceOf(seed: number): Dice {
  const random = seededRandom(seed)
  const below = (limit: number) => Math.min(limit - 1, Math.floor(random() * limit))
  return {
    below,
    one: (choices) => choices[below(choices.length)] ?? choices[0],
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
  }
}

const THINGS = ['sourdough bread', 'a wooden boat', 'radio receivers', 'alpine flowers', 'steam engines', 'folk songs'] as const
const WORK = ['baking', 'building', 'repairing', 'drawing', 'explaining', 'collecting'] as const
const CHANNELS = 20
const SHARE = { poison: 0.01, duplicates: 1 / 3 } as const

/** So many events of a small platform, a hundredth of them poison, shuffled, a third of them sent twice. */
export function createTraffic(seed: number, count: number): Traffic {
  const dice = diceOf(seed)
  const poison = new Map(Array.from({ length: Math.round(count * SHARE.poison) }, (_, n) => somePoison(n)))
  const videos = Math.round(count / 4)
  const events = Array.from({ length: count - poison.size }, (_, n) => JSON.stringify(someEvent(dice, n, videos)))
  const all = [...events, ...poison.keys()]
  const twice = dice.shuffled(all).slice(0, Math.round(count * SHARE.duplicates))
  return { poison, messages: dice.shuffled([...all, ...twice]).map(messageOf) }
}

function messageOf(data: string): OutgoingMessage {
  const event = eventIn(data)
  return { data: Buffer.from(data), attributes: event === undefined ? {} : attributesOf(event) }
}

/** Each video is uploaded once at least; what happens to it later comes in any order. */
function someEvent(dice: Dice, n: number, videos: number): Record<string, unknown> {
  if (n < videos) return upsert(dice, n, 1)
  const id = dice.below(videos)
  const kind = dice.below(20)
  if (kind < 12) return upsert(dice, id, 1 + dice.below(6))
  if (kind < 15) return { type: 'video.deleted', id: `video-${id}`, version: 1 + dice.below(7) }
  if (kind < 19)
    return { type: 'video.signals', id: `video-${id}`, measuredAt: new Date(dice.below(1e6) * 1000).toISOString(), views: dice.below(1e5) }
  return { type: 'channel.updated', id: `channel-${dice.below(CHANNELS)}`, version: dice.below(10), suspended: dice.below(3) === 0 }
}

function upsert(dice: Dice, id: number, version: number): Record<string, unknown> {
  const video = {
    id: `video-${id}`,
    version,
    title: `${dice.one(WORK)} ${THINGS[id % THINGS.length] ?? ''} ${dice.below(3)}`,
    description: 'A short film.',
    language: 'en',
    channelId: `channel-${id % CHANNELS}`,
    publishedAt: new Date(1.7e12 + id * 1000).toISOString(),
    visibility: dice.one(['public', 'public', 'public', 'private', 'unlisted']),
    moderation: dice.one(['approved', 'approved', 'approved', 'blocked']),
    ...(dice.below(4) === 0 && { views: dice.below(1000) }),
  }
  return { type: 'video.upserted', video }
}

function somePoison(n: number): [string, RegExp] {
  const kinds: readonly [string, RegExp][] = [
    [`no json ${n}`, /not JSON/],
    [`{"type":"video.upserted","video":{"id":"poison-${n}","version":"one","title":"a"}}`, /version/],
    [`{"type":"video.upserted","video":{"id":"poison-${n}","version":1}}`, /title or a transcript/],
    [
      `{"type":"video.upserted","video":{"id":"poison-${n}","version":1,"title":"a","transcript":{"uri":"gs://foreign/${n}.vtt"}}}`,
      /gs:|bucket|transcript/i,
    ],
    [`{"type":"video.unknown","id":"poison-${n}"}`, /type/],
  ]
  return kinds[n % kinds.length] ?? ['', /./]
}
