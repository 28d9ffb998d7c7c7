/** Runs tasks of one key one after the other, those of different keys at once. A task that fails does not stop those behind it. */
export function oneByOne<T>(): (key: string, task: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<T>>()
  return (key, task) => {
    const run = (last.get(key) ?? Promise.resolve()).then(task, task)
    last.set(key, run)
    return run
  }
}
