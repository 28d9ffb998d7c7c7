import { setImmediate } from 'node:timers/promises'
import { UpnextError } from '#shared/errors.ts'
import type { Dice } from './gcp/traffic.ts'

/** Milliseconds of the simulated clock that a call of a port takes, at least. */
const CALL_MS = 20
/** One call in so many stands still for long: a machine that was suspended, a network that hangs. */
const STALL_ONE_IN = 40
/** Longer than anybody waits for a sign of life. */
const SUSPENDED_MS = 60_000

/** What a killed process throws at itself; nobody hears it. */
export class Killed extends Error {}

/** A process dies at its `calls`-th call or when it has lived for `forMs`; at its `suspendedAt`-th call it stands still for a minute and goes on. */
export interface Fate {
  readonly calls?: number
  readonly forMs?: number
  readonly suspendedAt?: number
}

/** Processes that share a clock and take turns by the dice: every call of a port may wait, and a process may die before, at or after it. */
export interface Simulation {
  readonly now: () => number
  /** Lets others go on; some time passes. */
  readonly turn: () => Promise<void>
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Ports as a process has them. */
  startProcess(fate: Fate): { on<Port extends object>(port: Port): Port }
}

export function simulate(dice: Dice): Simulation {
  const clock = { now: 1_000_000 }
  const turn = async (): Promise<void> => {
    const rounds = dice.below(STALL_ONE_IN) === 0 ? dice.below(300) : dice.below(4)
    for (let i = 0; i < rounds; i += 1) await setImmediate()
    clock.now += CALL_MS
  }
  const startProcess: Simulation['startProcess'] = ({ calls = Infinity, forMs = Infinity, suspendedAt }) => {
    const life = { calls: 0, end: clock.now + forMs, resumes: 0 }
    const live = (): void => {
      if (life.calls > calls || clock.now > life.end) throw new Killed('killed')
    }
    const call = async <T>(action: () => Promise<T>): Promise<T> => {
      life.calls += 1
      if (life.calls === suspendedAt) life.resumes = clock.now + SUSPENDED_MS
      while (clock.now <= life.resumes) await turn()
      await turn()
      live()
      const outcome = await action()
      await turn()
      live()
      return outcome
    }
    return { on: (port) => wrapped(port, call) }
  }
  return {
    now: () => clock.now,
    turn,
    sleep: async (ms, signal) => {
      const end = clock.now + ms
      while (clock.now < end && signal?.aborted !== true) await turn()
    },
    startProcess,
  }
}

function wrapped<Port extends object>(port: Port, call: <T>(action: () => Promise<T>) => Promise<T>): Port {
  return new Proxy(port, {
    get: (target, name: string) => {
      const method = Reflect.get(target, name) as ((...args: unknown[]) => unknown) | undefined
      if (method === undefined) throw new UpnextError('configuration', `The simulation has no ${name}.`)
      return (...args: unknown[]) => {
        const result = name === 'readSnapshot' ? method(...args) : call(() => method(...args) as Promise<unknown>)
        return result instanceof Promise ? result : paged(result as AsyncIterable<unknown>, call)
      }
    },
  })
}

async function* paged(rows: AsyncIterable<unknown>, call: <T>(action: () => Promise<T>) => Promise<T>) {
  await call(() => Promise.resolve())
  for await (const row of rows) yield row
}
