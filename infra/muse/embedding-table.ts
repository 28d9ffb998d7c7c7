/** Numbers a token of the embedding table, and a text of the encoder's output. */
export const DIMENSIONS = 512

export interface EmbeddingTable {
  /** The codes of these ids' rows, [ids, 512]. */
  gather(ids: Int32Array): Uint8Array
}

/** The 6-bit embedding table, one row of 512 bytes an id. It stays outside the graph so that the process holds it only once. */
export function createEmbeddingTable(rows: Uint8Array): EmbeddingTable {
  return {
    gather: (ids) => {
      const codes = new Uint8Array(ids.length * DIMENSIONS)
      ids.forEach((id, at) => {
        codes.set(rows.subarray(id * DIMENSIONS, (id + 1) * DIMENSIONS), at * DIMENSIONS)
      })
      return codes
    },
  }
}
