import { isAvailable, passes } from '#shared/index/filter.ts'
import type { Filter } from '#shared/index/filter.ts'
import type { RankingPayload } from '#shared/index/point.ts'
import type { Listed } from '#shared/index/video-index.ts'
import type { Step } from './step.ts'

/** The clauses of a filter and what each compares. Standing and dates always hold and have steps of their own. */
const CLAUSES: Readonly<Record<Exclude<keyof Filter, 'now'>, keyof RankingPayload | 'id'>> = {
  regions: 'regions',
  ageRestricted: 'ageRestricted',
  embeddableOnly: 'embeddable',
  languages: 'language',
  notLanguages: 'language',
  channels: 'channelId',
  notChannels: 'channelId',
  categories: 'category',
  notCategories: 'category',
  minDuration: 'durationSeconds',
  maxDuration: 'durationSeconds',
  notIds: 'id',
  ids: 'id',
  sameAs: 'duplicateKeys',
}

/** The verdict of each clause by itself. */
export function filterSteps(filter: Filter, { id, ranking }: Listed): Step[] {
  const { standing, availableFrom, availableUntil, ...rest } = ranking
  const anytime: RankingPayload = { ...rest, standing: 'shown' }
  const clauses = Object.keys(CLAUSES).filter((clause) => Object.hasOwn(filter, clause)) as (keyof typeof CLAUSES)[]
  return [
    { rule: 'standing', passed: standing === 'shown', detail: `It is ${standing}.` },
    {
      rule: 'dates',
      passed: isAvailable(ranking, filter.now),
      detail: `Available from ${day(availableFrom)} until ${day(availableUntil)}.`,
    },
    ...clauses.map((clause) => ({
      rule: clause,
      passed: passes({ now: filter.now, regions: [], ageRestricted: true, [clause]: filter[clause] }, id, anytime),
      detail: `Asked: ${brief(filter[clause])}. The video: ${brief({ id, ...ranking }[CLAUSES[clause]])}.`,
    })),
  ]
}

function day(time: number | undefined): string {
  return time === undefined ? 'any time' : new Date(time).toISOString()
}

function brief(value: unknown): string {
  if (value === undefined) return 'nothing known'
  if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value)
  const shown = value.slice(0, 5).map(String).join(', ')
  return value.length > 5 ? `${shown} and ${value.length - 5} more` : shown || 'any'
}
