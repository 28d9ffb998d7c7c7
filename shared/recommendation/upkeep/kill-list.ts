import type { TakeDowns, VideoIndex } from '#shared/index/video-index.ts'
import type { Logger } from '#shared/logger.ts'
import { NO_TAKE_DOWNS } from '../rank/exclusions.ts'
import { FIRST_LOAD_MS, within } from './deadline.ts'
import { createFresh } from './fresh.ts'
import type { Fresh } from './fresh.ts'

const DAY = 24 * 60 * 60 * 1000

/** The last day's take-downs, applied to every answer, whatever it was made from. */
export interface KillList {
  /** Re-read every few seconds; the last good list where that fails. */
  of(collection: string): Promise<TakeDowns>
}

export interface UpkeepOptions {
  readonly index: VideoIndex
  readonly logger: Logger
  readonly clock: () => number
  readonly budgetMs: number
}

export function createKillList({ index, logger, clock, budgetMs }: UpkeepOptions): KillList {
  const onError = (error: unknown): void => logger.warn('kill-list.read-failed', { error })
  const lists = new Map<string, Fresh<TakeDowns>>()
  const open = (collection: string): Fresh<TakeDowns> =>
    createFresh({
      load: (first) => within(first ? FIRST_LOAD_MS : budgetMs, index.takeDowns(collection, clock() - DAY)),
      renewAfterMs: 2_000,
      waitAfterMs: 6_000,
      clock,
      onError,
    })
  return {
    of: async (collection) => {
      const list = lists.get(collection) ?? open(collection)
      lists.set(collection, list)
      // Without any list yet, answers from the index are right by themselves, and there is no cache to answer from.
      return list.get().catch((error: unknown) => (onError(error), NO_TAKE_DOWNS))
    },
  }
}
