import type { Call, Outcome } from './thread/call.ts'

/** Calls of one commit at most: a longer transaction makes everybody wait. */
const MAX_GROUP = 256

export interface Groups {
  add(call: Call): Promise<Outcome>
  /** Resolves when nothing waits. */
  idle(): Promise<void>
}

interface Waiting {
  readonly call: Call
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: calls made while a commit runs wait and share the next one, so that the cost of making writes durable is
 * divided among all that come at the same time, and a single one waits for nobody.
 */
export function createGroups(commit: (calls: readonly Call[]) => Promise<readonly Outcome[]>): Groups {
  const waiting: Waiting[] = []
  const state: { running: Promise<void> | undefined } = { running: undefined }

  const run = async (): Promise<void> => {
    // Calls of the same tick go together.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) await commitOne(waiting.splice(0, MAX_GROUP), commit)
    state.running = undefined
  }
  return {
    add: (call) =>
      new Promise((resolve, reject) => {
        waiting.push({ call, resolve, reject })
        state.running ??= run()
      }),
    idle: () => state.running ?? Promise.resolve(),
  }
}

async function commitOne(group: readonly Waiting[], commit: (calls: readonly Call[]) => Promise<readonly Outcome[]>): Promise<void> {
  try {
    const outcomes = await commit(group.map(({ call }) => call))
    for (const [i, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[i]
      if (outcome === undefined) reject(new Error('the writer gave no answer'))
      else resolve(outcome)
    }
  } catch (error) {
    // One call that cannot be handed over, or that ends the thread, must not fail those that came at the same time.
    if (group.length === 1) group[0]?.reject(error)
    else for (const each of group) await commitOne([each], commit)
  }
}
