import { createHmac } from 'node:crypto'

const BYTES = 16

/** Stands for viewers and visits wherever something of them is kept: a keyed hash, which without the key tells nothing of whom it stands for. */
export interface Pseudonyms {
  /** By the first key: what is written. */
  of(kind: 'viewer' | 'session', name: string): string
  /** By every key, the first first: what is read and erased after a change of keys. Empty where there is no key. */
  allOf(viewer: string): readonly string[]
}

/** @param keys The first hashes; the others were first once. */
export function createPseudonyms(keys: readonly string[]): Pseudonyms {
  const hashed = (key: string, kind: string, name: string): string =>
    createHmac('sha256', key).update(kind).update('\0').update(name).digest().subarray(0, BYTES).toString('base64url')
  return {
    of: (kind, name) => hashed(keys[0] ?? '', kind, name),
    allOf: (viewer) => keys.map((key) => hashed(key, 'viewer', viewer)),
  }
}
