import { refreshSignals, type RefreshDeps } from '#shared/watches/refresh.ts'

/**
 * Does by the clock what a schedule does in the cloud: a refresh every so many seconds, never two at a time. One that fails is told and tried
 * again at the next turn.
 * @param seconds 0: never.
 * @returns how to end it; it waits for the refresh under way, which ends early.
 */
export function keepRefreshed(deps: RefreshDeps, seconds: number): () => Promise<void> {
  const ending = new AbortController()
  const running: { refresh?: Promise<void> | undefined } = {}
  const refresh = async (): Promise<void> => {
    await refreshSignals(deps, { full: false }, ending.signal).catch((error: unknown) => deps.logger.warn('refresh.failed', { error }))
    running.refresh = undefined
  }
  const timer = seconds === 0 ? undefined : setInterval(() => void (running.refresh ??= refresh()), seconds * 1000)
  timer?.unref()
  return async () => {
    clearInterval(timer)
    ending.abort()
    await running.refresh
  }
}
