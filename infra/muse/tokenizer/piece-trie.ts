/**
 * A trie over the bytes of all pieces, as one open-addressed hash table from (node, byte) to child: a few typed arrays
 * instead of half a million objects. Node 0 is the root.
 */
export interface PieceTrie {
  /** The node that `byte` leads to, -1 for none. */
  child(node: number, byte: number): number
  /** The id of the piece that ends at this node, -1 for none. */
  pieceAt(node: number): number
}

interface Slots {
  /** (node, byte) + 1 as one number; 0 marks a free slot. */
  readonly keys: Int32Array
  readonly children: Int32Array
}

const FREE = 0
/** Room for half a million nodes; MUSE's vocabulary has 330,000. */
const SLOTS = 2 ** 20

function makeSlots(count: number): Slots {
  return { keys: new Int32Array(count), children: new Int32Array(count) }
}

function keyOf(node: number, byte: number): number {
  return ((node << 8) | byte) + 1
}

/** The slot that holds the key, or the free one where it belongs. */
function slotOf({ keys }: Slots, key: number): number {
  const mask = keys.length - 1
  let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask
  while (keys[slot] !== key && keys[slot] !== FREE) slot = (slot + 1) & mask
  return slot
}

function enlarge(slots: Slots): Slots {
  const larger = makeSlots(slots.keys.length * 2)
  slots.keys.forEach((key, old) => {
    if (key === FREE) return
    const slot = slotOf(larger, key)
    larger.keys[slot] = key
    larger.children[slot] = slots.children[old] ?? 0
  })
  return larger
}

/** @param pieces the bytes of each piece with its id */
export function createPieceTrie(pieces: readonly { readonly id: number; readonly text: Uint8Array }[]): PieceTrie {
  const { slots, lastNodes } = growTrie(pieces)
  const ids = new Int32Array(slots.keys.length / 2).fill(-1)
  pieces.forEach(({ id }, at) => {
    ids[lastNodes[at] ?? 0] = id
  })
  return {
    child: (node, byte) => {
      const slot = slotOf(slots, keyOf(node, byte))
      return slots.keys[slot] === FREE ? -1 : (slots.children[slot] ?? -1)
    },
    pieceAt: (node) => ids[node] ?? -1,
  }
}

function growTrie(pieces: readonly { readonly text: Uint8Array }[]): { readonly slots: Slots; readonly lastNodes: Int32Array } {
  let slots = makeSlots(SLOTS)
  let nodes = 1
  const descend = (node: number, byte: number): number => {
    const key = keyOf(node, byte)
    const slot = slotOf(slots, key)
    if (slots.keys[slot] !== FREE) return slots.children[slot] ?? 0
    slots.keys[slot] = key
    slots.children[slot] = nodes
    if (nodes * 2 >= slots.keys.length - 2) slots = enlarge(slots)
    return nodes++
  }
  const lastNodes = Int32Array.from(pieces, ({ text }) => {
    let node = 0
    for (const byte of text) node = descend(node, byte)
    return node
  })
  return { slots, lastNodes }
}
