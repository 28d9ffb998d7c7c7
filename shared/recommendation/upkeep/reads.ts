import type { VideoIndex } from '#shared/index/video-index.ts'
import type { Logger } from '#shared/logger.ts'
import { isLate, within } from './deadline.ts'

/** Why an answer had to do without the index. */
export type Trouble = 'index-slow' | 'index-unavailable'

/** The index, of one request, with a budget for all its reads together. */
export interface Reads {
  /** What the index gives, or undefined from the moment on that it failed or the budget was used up. */
  attempt<T>(read: (index: VideoIndex) => Promise<T>): Promise<T | undefined>
  /** The same for what an answer can do without: a failure is no trouble. */
  spare<T>(read: (index: VideoIndex) => Promise<T>): Promise<T | undefined>
  trouble(): Trouble | undefined
}

export interface ReadsOptions {
  readonly index: VideoIndex
  readonly logger: Logger
  readonly budgetMs: number
}

export function createReads({ index, logger, budgetMs }: ReadsOptions): Reads {
  const endsAt = performance.now() + budgetMs
  let trouble: Trouble | undefined

  const giveUp = (error: unknown): undefined => {
    if (trouble !== undefined) return
    trouble = isLate(error) ? 'index-slow' : 'index-unavailable'
    logger.warn('answer.index-failed', { why: trouble, error })
  }
  return {
    attempt: async (read) => {
      if (trouble !== undefined) return undefined
      const left = endsAt - performance.now()
      return within(left, read(index)).catch(giveUp)
    },
    spare: async (read) => {
      if (trouble !== undefined) return undefined
      return within(endsAt - performance.now(), read(index)).catch(() => undefined)
    },
    trouble: () => trouble,
  }
}

/** Reads of a request that is not to ask the index again. */
export function noReads(trouble: Trouble): Reads {
  const nothing = () => Promise.resolve(undefined)
  return { attempt: nothing, spare: nothing, trouble: () => trouble }
}
