/** The clock of a video's document: of two states of one video, the greater order wins everywhere. */
export interface Order {
  readonly version: number
  readonly deleted: boolean
  /** sha256 (hex) of the canonical document; of a delete, the empty string. Settles two bodies of one version. */
  readonly digest: string
}

/** Negative, zero or positive, as for Array.sort: version first, then a delete over an upsert, then the digest. */
export function compareOrder(a: Order, b: Order): number {
  if (a.version !== b.version) return a.version < b.version ? -1 : 1
  if (a.deleted !== b.deleted) return a.deleted ? 1 : -1
  if (a.digest === b.digest) return 0
  return a.digest < b.digest ? -1 : 1
}
