import { correctedRate, examinationOf, type Examination } from '../examination.ts'
import type { FeedbackReports, FeedbackWarehouse, Period } from '../warehouse.ts'

/** What viewers did in a period, for people to read. */
export interface FeedbackSummary {
  readonly period: Period
  readonly groups: readonly Group[]
  /** How likely each place is looked at, against the first; empty without clicks. */
  readonly examination: readonly { readonly position: number; readonly looked: number }[]
  readonly sessions: FeedbackReports['sessions']
  readonly coverage: FeedbackReports['coverage']
  readonly freshness: FeedbackReports['freshness']
  /** Those that waited longest first, `NEVER_SHOWN_MAX` at most. */
  readonly neverShown: readonly FeedbackReports['never_shown'][]
  readonly flagged: readonly FeedbackReports['flagged'][]
}

export type Dimension = FeedbackReports['click_through']['dimension']

export interface Group extends Readonly<FeedbackReports['click_through']> {
  /** Clicks by what was looked at, as if all had stood in the first place; null where the places tell nothing. */
  readonly corrected_rate: number | null
}

/** As many as the warehouse lists. */
export const NEVER_SHOWN_MAX = 1000

/** Asks the warehouse everything at once. @throws UpnextError as `FeedbackWarehouse.report`. */
export async function readSummary(warehouse: FeedbackWarehouse, period: Period): Promise<FeedbackSummary> {
  const [groups, byPosition, placings, sessions, coverage, freshness, neverShown, flagged] = await Promise.all([
    warehouse.report('click_through', period),
    warehouse.report('by_position', period),
    warehouse.report('placings', period),
    warehouse.report('sessions', period),
    warehouse.report('coverage', period),
    warehouse.report('freshness', period),
    warehouse.report('never_shown', period),
    warehouse.report('flagged', period),
  ])
  // Without a click all places would seem to be looked at alike.
  const examination: Examination = placings.some(({ clicked }) => clicked > 0) ? examinationOf(placings) : new Map<number, number>()
  return {
    period,
    groups: inOrder(groups).map((group) => ({ ...group, corrected_rate: corrected(group, byPosition, examination) })),
    examination: Array.from(examination, ([position, looked]) => ({ position, looked })),
    sessions: sessions[0] ?? NO_SESSIONS,
    coverage: coverage[0] ?? NO_COVERAGE,
    freshness: freshness[0] ?? NO_FRESHNESS,
    neverShown,
    flagged,
  }
}

/** Days and positions as they follow each other, the others by how much they were shown. */
function inOrder(groups: readonly FeedbackReports['click_through'][]): readonly FeedbackReports['click_through'][] {
  const number = ({ dimension, value }: FeedbackReports['click_through']): number =>
    dimension === 'day' ? Date.parse(value) : dimension === 'position' ? Number(value) : 0
  return groups.toSorted((a, b) => number(a) - number(b))
}

function corrected(
  { dimension, value }: FeedbackReports['click_through'],
  byPosition: readonly FeedbackReports['by_position'][],
  examination: Examination,
): number | null {
  const own = byPosition.filter((row) => row.dimension === dimension && row.value === value)
  return correctedRate(own, examination) ?? null
}

const NO_SESSIONS = { sessions: 0, with_click: 0, with_watch: 0, impressions: 0, clicks: 0, watch_seconds: 0, mean_minutes: 0 }
const NO_COVERAGE = { eligible: 0, shown: 0, impressions: 0, gini: null, head_share: null }
const NO_FRESHNESS = { videos: 0, p50_ms: null, p95_ms: null, p99_ms: null, max_ms: null }
