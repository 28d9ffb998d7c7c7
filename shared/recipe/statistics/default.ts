import canonicalize from 'canonicalize'
import type { Recipe } from '../recipe.ts'
import { artefactDigest } from './artefact.ts'
import type { ArtefactStore } from './artefact.ts'

/** Puts what the release brings of a recipe's statistics into a store. Others are put where they are built. */
export async function putDefaultStatistics({ statistics }: Recipe, store: ArtefactStore): Promise<void> {
  const named = new Set(Object.values(statistics))
  // Only an installation that is being set up reads the file.
  const { default: shipped } = await import('./default.json', { with: { type: 'json' } })
  for (const part of Object.values(shipped)) {
    const bytes = Buffer.from(canonicalize(part) ?? '')
    if (named.has(artefactDigest(bytes))) await store.put(bytes)
  }
}
