/** A value that is loaded when it is asked for and kept fresh from then on, without a timer: an idle process has no work. */
export interface Fresh<T> {
  /**
   * The value; loaded first where there is none or it is too old. Once there was one, a failing load gives the last good value.
   * @throws what the very first load throws.
   */
  get(): Promise<T>
  /** The last good value that is not older than `keepMs`, if any, at once; renewed behind the answer's back. */
  peek(): T | undefined
}

export interface FreshOptions<T> {
  /** Told whether there is no value yet: the first load of a cold process may take longer than a renewal. */
  readonly load: (first: boolean) => Promise<T>
  /** From this age on the value is renewed in the background. */
  readonly renewAfterMs: number
  /** From this age on `get` waits for the renewal: an instance that was frozen must not answer from another time. */
  readonly waitAfterMs: number
  /** From this age on `peek` gives it no more. */
  readonly keepMs?: number
  readonly clock: () => number
  readonly onError: (error: unknown) => void
}

interface Held<T> {
  readonly value: T
  readonly loadedAt: number
}

/** Holds a value and renews it on use. Loads never run twice at a time, and not oftener than each `renewAfterMs` after a failure. */
export function createFresh<T>({ load, renewAfterMs, waitAfterMs, keepMs = Infinity, clock, onError }: FreshOptions<T>): Fresh<T> {
  let held: Held<T> | undefined
  let pending: Promise<T> | undefined
  let triedAt = -Infinity

  const start = async (): Promise<T> => {
    triedAt = clock()
    const loadedAt = triedAt
    try {
      held = { value: await load(held === undefined), loadedAt }
      return held.value
    } finally {
      pending = undefined
    }
  }
  const renew = (): Promise<T> => (pending ??= start())
  const renewBehind = (): void => {
    if (clock() - triedAt >= renewAfterMs) renew().catch(onError)
  }
  return {
    get: async () => {
      if (held === undefined) return renew()
      const { value, loadedAt } = held
      if (clock() - loadedAt >= waitAfterMs) return renew().catch((error: unknown) => (onError(error), value))
      renewBehind()
      return value
    },
    peek: () => {
      renewBehind()
      return held === undefined || clock() - held.loadedAt >= keepMs ? undefined : held.value
    },
  }
}
