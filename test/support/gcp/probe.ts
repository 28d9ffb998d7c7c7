import type { Answer } from '#shared/recommendation/answer.ts'

/** An answer, and when it was asked for. */
export interface Probe {
  readonly askedAt: number
  readonly items: readonly { readonly id: string; readonly tier?: string | undefined; readonly channelId?: string | null | undefined }[]
}

export interface Prober {
  readonly probes: readonly Probe[]
  /** Requests that brought no shelf: the function was dead, or had nothing at all. */
  failures(): number
  stop(): Promise<void>
}

/** Asks for one shelf after the other and keeps what it is shown. */
export function startProber(next: () => string): Prober {
  const probes: Probe[] = []
  const state = { stopped: false, failures: 0 }
  const ask = async () => {
    const askedAt = Date.now()
    const response = await fetch(next(), { signal: AbortSignal.timeout(10_000) })
    const { items } = (await response.json()) as Partial<Answer>
    if (response.ok && items !== undefined) probes.push({ askedAt, items })
    else state.failures += 1
  }
  const run = async () => {
    while (!state.stopped) {
      await ask().catch(() => (state.failures += 1))
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
  }
  const running = run()
  return {
    probes,
    failures: () => state.failures,
    stop: async () => {
      state.stopped = true
      await running
    },
  }
}
