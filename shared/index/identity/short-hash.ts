import { hash } from 'node:crypto'

/** The first bytes of the sha256 of some texts, as base64url. 6 bytes: two of 20 million texts share theirs with even odds. */
export function shortHash(parts: readonly string[], bytes = 6): string {
  return hash('sha256', JSON.stringify(parts), 'buffer').subarray(0, bytes).toString('base64url')
}
