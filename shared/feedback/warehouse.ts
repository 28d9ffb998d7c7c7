import type { Placing } from './examination.ts'

/** UTC days, YYYY-MM-DD, both included. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** What may be asked of the feedback. Each is a statement of its own, infra/bigquery/reports, with the rows that it gives. */
export interface FeedbackReports {
  /** How often what was shown was clicked and watched, by each dimension. Most shown first. */
  readonly click_through: {
    readonly dimension: 'all' | 'day' | 'tier' | 'arm' | 'position' | 'language' | 'signal-class'
    readonly value: string
    readonly shown: number
    readonly clicked: number
    /** Items that were watched at all, and to the end. */
    readonly watched: number
    readonly finished: number
    readonly watch_seconds: number
    /** clicked / shown, and the 95 % interval of it (Wilson 1927). */
    readonly rate: number
    readonly low: number
    readonly high: number
    /** Seconds watched of an item that was shown, and half of the 95 % interval of it (normal); null of a single item. */
    readonly mean_seconds: number
    readonly seconds_margin: number | null
  }
  /** What stood where, by what it was: rates are corrected for places with it. */
  readonly by_position: Omit<Placing, 'what'> & {
    readonly dimension: 'tier' | 'arm' | 'language' | 'signal-class'
    readonly value: string
  }
  /** Of each arm of each experiment: sums over viewers, of what each saw, clicked and watched, of the squares and of the products. */
  readonly experiments: {
    readonly experiment: string
    readonly arm: string
    /** Of feedback, UTC. */
    readonly first_day: string
    /** Viewers, or sessions where no viewer is known. */
    readonly units: number
    /** Those of them that were in another arm too. */
    readonly crossed: number
    readonly shown: number
    readonly clicked: number
    readonly seconds: number
    readonly shown_shown: number
    readonly clicked_clicked: number
    readonly shown_clicked: number
    readonly seconds_seconds: number
    readonly shown_seconds: number
  }
  /** One row. A session is one visit's, and of a viewer without sessions a day. */
  readonly sessions: {
    readonly sessions: number
    readonly with_click: number
    readonly with_watch: number
    readonly impressions: number
    readonly clicks: number
    readonly watch_seconds: number
    readonly mean_minutes: number
  }
  /** Videos that might have been shown and were not, those that waited longest first, 1,000 at most. */
  readonly never_shown: { readonly id: string; readonly language: string; readonly since_ms: number }
  /** One row: how the impressions were spread over the videos that might have been shown. */
  readonly coverage: {
    readonly eligible: number
    readonly shown: number
    readonly impressions: number
    /** 0: all were shown equally often; 1: one had it all (Gini 1912). Null without impressions. */
    readonly gini: number | null
    /** Share of the impressions that the most shown hundredth of the videos had. */
    readonly head_share: number | null
  }
  /** One row: milliseconds from a video's first event to its first place in the index, of those that came in the period. Null without any. */
  readonly freshness: {
    readonly videos: number
    readonly p50_ms: number | null
    readonly p95_ms: number | null
    readonly p99_ms: number | null
    readonly max_ms: number | null
  }
  /** What stood where, the most shown first, 20,000 at most: see `examinationOf`. */
  readonly placings: Placing
  /** What came and does not count. */
  readonly flagged: { readonly flag: string; readonly type: string; readonly events: number }
}

export type ReportName = keyof FeedbackReports

/** What viewers did, as it is stored: the side that reads. */
export interface FeedbackWarehouse {
  /** @throws UpnextError `unavailable`; `configuration` where tables or views are missing. */
  report<Name extends ReportName>(name: Name, period: Period): Promise<readonly FeedbackReports[Name][]>
  /** How many rows hold one of the viewers, by their pseudonyms; repeated rows too. */
  countOfViewers(pseudonyms: readonly string[]): Promise<number>
  /** Removes those rows for good. Safe to repeat. */
  eraseViewers(pseudonyms: readonly string[]): Promise<void>
}
