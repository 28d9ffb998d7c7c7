const EMPTY = 0

/**
 * A trie over the bytes of all pieces, as one open-addressed hash table from (node, byte) to child: three typed arrays
 * instead of half a million objects. Node 0 is the root; a child of -1 means that there is none.
 */
export interface PieceTrie {
  child(node: number, byte: number): number
  /** The id of the piece that ends at this node, -1 for none. */
  pieceAt(node: number): number
}

/** Capacity for `nodes` entries at a load of at most one half. */
function capacityFor(nodes: number): number {
  return 2 ** Math.ceil(Math.log2(nodes * 2 + 2))
}

function slotOf(key: number, mask: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> 7) & mask
}

/** @param pieces the bytes of each piece with its id */
export function createPieceTrie(pieces: readonly { readonly id: number; readonly text: Uint8Array }[]): PieceTrie {
  const bound = pieces.reduce((sum, piece) => sum + piece.text.length, 1)
  const mask = capacityFor(bound) - 1
  const keys = new Int32Array(mask + 1)
  const children = new Int32Array(mask + 1)
  const ids = new Int32Array(bound).fill(-1)
  let nodes = 1

  const find = (node: number, byte: number): number => {
    const key = ((node << 8) | byte) + 1
    let slot = slotOf(key, mask)
    while (keys[slot] !== key && keys[slot] !== EMPTY) slot = (slot + 1) & mask
    return slot
  }
  const descend = (node: number, byte: number): number => {
    const slot = find(node, byte)
    if (keys[slot] !== EMPTY) return children[slot] ?? -1
    keys[slot] = ((node << 8) | byte) + 1
    children[slot] = nodes
    return nodes++
  }
  for (const { id, text } of pieces) ids[text.reduce(descend, 0)] = id

  return {
    child: (node, byte) => {
      const slot = find(node, byte)
      return keys[slot] === EMPTY ? -1 : (children[slot] ?? -1)
    },
    pieceAt: (node) => ids[node] ?? -1,
  }
}
