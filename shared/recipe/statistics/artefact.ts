import { createHash } from 'node:crypto'

/** Immutable values by the digest of their bytes. A recipe names some by their digests, so that the recipe's own digest covers them. */
export interface ArtefactStore {
  /** Safe to repeat. @returns the digest. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes as they were put; undefined where there are none of that digest. */
  get(digest: string): Promise<Uint8Array | undefined>
}

/** sha256 (hex) of the bytes. */
export function artefactDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
