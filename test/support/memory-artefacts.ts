import { artefactDigest } from '#shared/recipe/statistics/artefact.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'

/** Artefacts in memory, where a test is not about a backend; counts its reads. */
export function memoryArtefacts(): ArtefactStore & { readonly reads: string[] } {
  const kept = new Map<string, Uint8Array>()
  const reads: string[] = []
  return {
    reads,
    put: (bytes) => {
      const digest = artefactDigest(bytes)
      kept.set(digest, bytes)
      return Promise.resolve(digest)
    },
    get: (digest) => {
      reads.push(digest)
      return Promise.resolve(kept.get(digest))
    },
  }
}
