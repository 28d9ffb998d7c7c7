import { hash } from 'node:crypto'
import type { Video } from '#shared/video/event.ts'
import { languageKey } from '#shared/video/language.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const AGES = [
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['year', 365 * DAY_MS],
] as const

/** Of each group the ids that come first by a hash with the sample's seed: the same ones whatever the order of the videos. */
export type Sample = Readonly<Record<string, readonly (readonly [rank: string, id: string])[]>>

/** The groups that searches are measured for: all videos, each language, each age. */
export function groupsOf({ language, publishedAt }: Pick<Video, 'language' | 'publishedAt'>, now: number): readonly string[] {
  const spoken = language === undefined ? undefined : languageKey(language)
  const published = Date.parse(publishedAt)
  const age = AGES.find(([, ms]) => now - published < ms)?.[0] ?? 'older'
  return ['all', ...(spoken === undefined ? [] : [`language ${spoken}`]), `age ${age}`]
}

/** @param size Ids at most that a group keeps. */
export function sampled(sample: Sample, id: string, groups: readonly string[], { seed, size }: { seed: number; size: number }): Sample {
  const rank = hash('sha256', `${seed}:${id}`).slice(0, 12)
  const joining = groups.filter((group) => {
    const last = sample[group]?.[size - 1]
    return last === undefined || rank < last[0]
  })
  if (joining.length === 0) return sample
  const grown = joining.map((group) => {
    const members = [...(sample[group] ?? []), [rank, id] as const].sort(([a], [b]) => (a < b ? -1 : 1))
    return [group, members.slice(0, size)] as const
  })
  return { ...sample, ...Object.fromEntries(grown) }
}

/** The ids of all groups, each once, with the groups that it is measured for. */
export function membersOf(sample: Sample): readonly { readonly id: string; readonly groups: readonly string[] }[] {
  const pairs = Object.entries(sample).flatMap(([group, members]) => members.map(([, id]) => ({ id, group })))
  return Array.from(
    Map.groupBy(pairs, ({ id }) => id),
    ([id, found]) => ({ id, groups: found.map(({ group }) => group) }),
  )
}
