/** Groups of what comes, in its order; the last may be smaller. */
export async function* inGroups<T>(source: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let group: T[] = []
  for await (const item of source) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

/**
 * Works at several items at once and gives the outcomes in their order: when one is given, all before it are done. No more items are taken once `signal`
 * aborts; what is under way then is finished. @throws the first fault, after what is under way has ended.
 */
export async function* atOnce<T, Outcome>(
  source: AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<Outcome>,
  signal: AbortSignal,
): AsyncGenerator<Outcome> {
  const running: Promise<Outcome>[] = []
  try {
    for await (const item of source) {
      running.push(work(item))
      const [oldest] = running.length < width ? [] : running.splice(0, 1)
      if (oldest !== undefined) yield await oldest
      if (signal.aborted) break
    }
    while (running.length > 0) {
      const [oldest] = running.splice(0, 1)
      if (oldest !== undefined) yield await oldest
    }
  } finally {
    await Promise.allSettled(running)
  }
}
