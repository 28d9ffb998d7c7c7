import { v5 } from 'uuid'

/** Made once for this purpose; another value would orphan everything that is stored. */
const NAMESPACE = '6d9a0c7e-3f52-5b1d-9c38-2f0e4d7a81b6'

/** The id of a record in Qdrant, which takes numbers and UUIDs only: UUIDv5 (RFC 9562) of its name. 122 bits: no two names meet. */
export function pointId(name: string): string {
  return v5(name, NAMESPACE)
}
