type Tags = ReadonlyMap<string, ReadonlySet<string>>

/** Videos that a tag needs to be a subject, and has at most: beyond that it says nothing. */
const [FEWEST, MOST] = [40, 500]
/** Share of a tag's videos that have the other one too. */
const [TOGETHER, APART] = [0.15, 0.6]

/** Pairs of tags of which the first is often met with the second, but not mostly: a sample. */
export function tagPairs(tags: Tags, count: number, random: () => number): readonly (readonly [string, string])[] {
  const holders = new Map<string, Set<string>>()
  for (const [id, own] of tags) for (const tag of own) holders.set(tag, (holders.get(tag) ?? new Set()).add(id))
  const subjects = Array.from(holders).filter(([tag, ids]) => ids.size >= FEWEST && ids.size <= MOST && !/^ted/i.test(tag))
  const pairs = subjects.flatMap(([a, ofA]) =>
    subjects.flatMap(([b, ofB]) => {
      const share = Array.from(ofA).filter((id) => ofB.has(id)).length / ofA.size
      return a !== b && share >= TOGETHER && share <= APART ? [[a, b] as const] : []
    }),
  )
  return pairs
    .map((pair) => ({ pair, place: random() }))
    .sort((x, y) => x.place - y.place)
    .slice(0, count)
    .map(({ pair }) => pair)
}
