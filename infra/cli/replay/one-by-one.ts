/** Runs tasks of one key one after the other, those of different keys at once. */
export function oneByOne(): (key: string, task: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>()
  return (key, task) => {
    const run = (last.get(key) ?? Promise.resolve()).then(task)
    last.set(key, run)
    return run
  }
}
