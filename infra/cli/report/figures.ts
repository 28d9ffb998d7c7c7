import type { Dimension, FeedbackSummary, Group } from '#shared/feedback/report/summary.ts'
import { NEVER_SHOWN_MAX } from '#shared/feedback/report/summary.ts'

/** A table as a terminal and a page show it. */
export interface Figures {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** By what clicks and watch time are told apart, in the order in which people read it. */
export const DIMENSIONS: readonly { readonly dimension: Dimension; readonly heading: string }[] = [
  { dimension: 'all', heading: 'Altogether' },
  { dimension: 'tier', heading: 'By tier' },
  { dimension: 'arm', heading: 'By experiment and arm' },
  { dimension: 'signal-class', heading: 'By views of the video' },
  { dimension: 'language', heading: 'By language' },
  { dimension: 'position', heading: 'By position' },
  { dimension: 'day', heading: 'By day' },
]

export function groupsOf({ groups }: FeedbackSummary, dimension: Dimension): readonly Group[] {
  return groups.filter((group) => group.dimension === dimension)
}

/** Clicks and watch time of each value of a dimension. */
export function clickFigures(summary: FeedbackSummary, dimension: Dimension): Figures {
  const looked = new Map(summary.examination.map((place) => [String(place.position), place.looked]))
  const extra: Readonly<Partial<Record<Dimension, readonly [string, (group: Group) => string]>>> = {
    position: ['looked at', ({ value }) => percent(looked.get(value))],
  }
  const [name, cell] = extra[dimension] ?? ['corrected', ({ corrected_rate: rate }: Group) => percent(rate ?? undefined)]
  const isPlain = dimension === 'all' || dimension === 'day'
  return {
    head: ['', 'shown', 'clicks', 'rate', '95 %', ...(isPlain ? [] : [name]), 'watched', 'to the end', 's per item', '95 %'],
    rows: groupsOf(summary, dimension).map((group) => [
      group.value,
      count(group.shown),
      count(group.clicked),
      percent(group.rate),
      `${percent(group.low)} to ${percent(group.high)}`,
      ...(isPlain ? [] : [cell(group)]),
      count(group.watched),
      count(group.finished),
      group.mean_seconds.toFixed(1),
      group.seconds_margin === null ? '' : `± ${group.seconds_margin.toFixed(1)}`,
    ]),
  }
}

export function sessionFigures({ sessions: all }: FeedbackSummary): Figures {
  const share = (part: number) => percent(all.sessions > 0 ? part / all.sessions : undefined)
  return {
    head: ['sessions', 'with a click', 'with a watch', 'shelves seen', 'clicks', 'hours watched', 'minutes on average'],
    rows: [
      [
        count(all.sessions),
        `${count(all.with_click)} (${share(all.with_click)})`,
        `${count(all.with_watch)} (${share(all.with_watch)})`,
        count(all.impressions),
        count(all.clicks),
        (all.watch_seconds / 3600).toFixed(1),
        all.mean_minutes.toFixed(1),
      ],
    ],
  }
}

export function coverageFigures({ coverage: { eligible, shown, gini, head_share: head }, neverShown }: FeedbackSummary): Figures {
  const never = neverShown.length < NEVER_SHOWN_MAX ? count(neverShown.length) : `${count(NEVER_SHOWN_MAX)} or more`
  return {
    head: ['videos', 'shown', 'never shown', 'Gini of exposure', 'of the most shown 1 %'],
    rows: [
      [
        count(eligible),
        `${count(shown)} (${percent(eligible > 0 ? shown / eligible : undefined)})`,
        never,
        gini?.toFixed(3) ?? '',
        percent(head ?? undefined),
      ],
    ],
  }
}

/** From a video's event to its place in the index. */
export function freshnessFigures({ freshness: { videos, p50_ms: p50, p95_ms: p95, p99_ms: p99, max_ms: max } }: FeedbackSummary): Figures {
  return { head: ['new videos', 'median', '95 %', '99 %', 'slowest'], rows: [[count(videos), ...[p50, p95, p99, max].map(duration)]] }
}

/** @param most Rows at most. */
export function neverShownFigures({ neverShown }: FeedbackSummary, most: number): Figures {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return {
    head: ['video', 'language', 'there since'],
    rows: neverShown.slice(0, most).map((one) => [one.id, one.language, day(one.since_ms)]),
  }
}

export function flaggedFigures({ flagged }: FeedbackSummary): Figures {
  return { head: ['flag', 'type', 'events'], rows: flagged.map(({ flag, type, events }) => [flag, type, count(events)]) }
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** Of a share; nothing where there is none. */
export function percent(share: number | undefined): string {
  return share === undefined ? '' : `${(100 * share).toFixed(1)} %`
}

function duration(ms: number | null): string {
  if (ms === null) return ''
  if (ms < 1000) return `${Math.round(ms)} ms`
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`
}
