import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel'
import { isUpnextError, UpnextError } from '#shared/errors.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'

export interface BreakerOptions {
  /** Reads in a row that failed, after which no more are tried. Default 5. */
  readonly failures?: number
  /** Milliseconds until one read is let through to see whether the index is back. Default 2,000. */
  readonly probeAfterMs?: number
}

/**
 * The index, whose reads fail at once while it is known to be down: an answer then costs no waiting, and an index that struggles gets no
 * more to do. One read at a time tries again; its success lets all through. Writes always go through: their events come again.
 */
export function breakingIndex(index: VideoIndex, { failures = 5, probeAfterMs = 2_000 }: BreakerOptions = {}): VideoIndex {
  const breaker = circuitBreaker(
    handleWhen((error) => isUpnextError(error, 'unavailable')),
    { halfOpenAfter: probeAfterMs, breaker: new ConsecutiveBreaker(failures) },
  )
  const read = async <T>(ask: () => Promise<T>): Promise<T> => {
    // @NOTE While a probe is under way, cockatiel lets further calls wait for its outcome.
    if (breaker.state === CircuitState.HalfOpen) throw broken(probeAfterMs)
    try {
      return await breaker.execute(ask)
    } catch (error) {
      throw isBrokenCircuitError(error) ? broken(probeAfterMs) : error
    }
  }
  return {
    ...index,
    seeds: (...args) => read(() => index.seeds(...args)),
    candidates: (...args) => read(() => index.candidates(...args)),
    latest: (...args) => read(() => index.latest(...args)),
    score: (...args) => read(() => index.score(...args)),
    words: (...args) => read(() => index.words(...args)),
    spelledLike: (...args) => read(() => index.spelledLike(...args)),
    displays: (...args) => read(() => index.displays(...args)),
    takeDowns: (...args) => read(() => index.takeDowns(...args)),
  }
}

function broken(probeAfterMs: number): UpnextError {
  return new UpnextError('unavailable', 'The index did not answer lately and is not asked for a moment.', {
    fix: 'Try again.',
    retryAfterSeconds: Math.ceil(probeAfterMs / 1000),
  })
}
