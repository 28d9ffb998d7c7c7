/** Puts pinned items at their positions, counted from 1, into a list; where the list is shorter, they come at its end. */
export function placePins<T extends { readonly id: string }>(
  items: readonly T[],
  pinned: readonly T[],
  pins: readonly { readonly video: string; readonly position: number }[],
): T[] {
  const positions = new Map(pins.map(({ video, position }) => [video, position]))
  const inOrder = pinned.toSorted((a, b) => (positions.get(a.id) ?? 0) - (positions.get(b.id) ?? 0))
  return inOrder.reduce((list, item) => list.toSpliced((positions.get(item.id) ?? 1) - 1, 0, item), items.slice())
}
