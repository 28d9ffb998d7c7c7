import { createPseudonyms } from '#shared/viewers/pseudonyms.ts'
import type { ViewerStore } from '#shared/viewers/viewer-store.ts'
import type { Logger } from '#shared/logger.ts'
import { within } from './deadline.ts'

/** What viewers have watched, by the names that requests give. */
export interface WatchLists {
  /** The videos, the latest first; none where they could not be read in time. */
  of(viewer: string): Promise<readonly string[]>
}

export interface WatchListDeps {
  readonly viewers: Pick<ViewerStore, 'watchedBy'>
  /** Of pseudonyms; none: nobody is known. */
  readonly viewerKeys: readonly string[]
  readonly budgetMs: number
  readonly logger: Logger
}

export function createWatchLists({ viewers, viewerKeys, budgetMs, logger }: WatchListDeps): WatchLists {
  const pseudonyms = createPseudonyms(viewerKeys)
  return {
    of: async (viewer) => {
      if (viewerKeys.length === 0) return []
      return within(budgetMs, viewers.watchedBy(pseudonyms.allOf(viewer))).catch((error: unknown) => {
        logger.warn('viewers.read-failed', { error })
        return []
      })
    },
  }
}
