/**
 * A trie over the bytes of all pieces, as one open-addressed hash table from (node, byte) to child. A node is the slot where
 * its entry lies, and an entry holds the piece that ends there: each step costs one look into memory.
 */
export interface PieceTrie {
  readonly root: number
  /** The node that `byte` leads to, -1 for none. */
  child(node: number, byte: number): number
  /** The id of the piece that ends at this node, -1 for none. */
  pieceAt(node: number): number
}

const FREE = 0
/** Numbers an entry: its (node, byte) as a key, and its piece plus one, zero for none. */
const ENTRY = 2
/** Slots a byte of the vocabulary, at least. Nodes are far fewer than bytes, so the table stays nearly empty. */
const SLOTS_PER_BYTE = 1.25

/** @param pieces the bytes of each piece with its id; together at most three megabytes */
export function createPieceTrie(pieces: readonly { readonly id: number; readonly text: Uint8Array }[]): PieceTrie {
  const bytes = pieces.reduce((sum, { text }) => sum + text.length, 1)
  const slots = 2 ** Math.ceil(Math.log2(bytes * SLOTS_PER_BYTE))
  const entries = new Int32Array(slots * ENTRY)
  const root = slots

  const keyOf = (node: number, byte: number): number => ((node << 8) | byte) + 1
  /** The slot that holds the key, or the free one where it belongs. */
  const slotOf = (key: number): number => {
    let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & (slots - 1)
    while (entries[slot * ENTRY] !== key && entries[slot * ENTRY] !== FREE) slot = (slot + 1) & (slots - 1)
    return slot
  }
  const insert = (node: number, byte: number): number => {
    const key = keyOf(node, byte)
    const slot = slotOf(key)
    entries[slot * ENTRY] = key
    return slot
  }

  for (const { id, text } of pieces) {
    let node = root
    for (const byte of text) node = insert(node, byte)
    entries[node * ENTRY + 1] = id + 1
  }
  return {
    root,
    child: (node, byte) => {
      const slot = slotOf(keyOf(node, byte))
      return entries[slot * ENTRY] === FREE ? -1 : slot
    },
    pieceAt: (node) => (entries[node * ENTRY + 1] ?? 0) - 1,
  }
}
