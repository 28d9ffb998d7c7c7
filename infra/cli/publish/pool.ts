/** Runs at most `size` tasks at once. After a task's fault it takes no more. */
export interface Pool {
  /** Resolves once the task has started, which waits while the pool is full. @throws the first fault of an earlier task. */
  add(task: () => Promise<void>): Promise<void>
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>
  /** @throws the first fault of a task. */
  check(): void
}

export function createPool(size: number): Pool {
  const running = new Set<Promise<void>>()
  const faults: unknown[] = []
  const check = () => {
    if (faults.length > 0) throw faults[0]
  }
  return {
    check,
    add: async (task) => {
      while (running.size >= size) await Promise.race(running)
      check()
      const run = task()
        .catch((error: unknown) => void faults.push(error))
        .finally(() => running.delete(run))
      running.add(run)
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
