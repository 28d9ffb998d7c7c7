import type { Config } from '#shared/config.ts'
import { CO_WATCH, type CoWatchRules } from './co-watch.ts'
import { TRENDING, type TrendingRules } from './trending.ts'

export interface WatchRules {
  readonly coWatch: CoWatchRules
  readonly trending: TrendingRules
}

export const WATCH_RULES: WatchRules = { coWatch: CO_WATCH, trending: TRENDING }

/** The rules as an installation wants them. */
export function watchRulesOf({ coWatchDays, coWatchDamping, trendingOwnTier }: RuleSettings): WatchRules {
  return {
    coWatch: { ...CO_WATCH, windowDays: coWatchDays, damping: coWatchDamping },
    trending: { ...TRENDING, ownTier: trendingOwnTier },
  }
}

type RuleSettings = Pick<Config, 'coWatchDays' | 'coWatchDamping' | 'trendingOwnTier'>
