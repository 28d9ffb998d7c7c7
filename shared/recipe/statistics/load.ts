import { UpnextError } from '#shared/errors.ts'
import type { Recipe } from '../recipe.ts'
import { artefactDigest } from './artefact.ts'
import type { ArtefactStore } from './artefact.ts'
import { decodeFieldMeans, NO_FIELD_MEANS, type FieldMeans } from './field-means.ts'
import { decodeLanguageLevels, NO_LANGUAGE_LEVELS } from './language-levels.ts'
import type { LanguageLevels } from './language-levels.ts'
import { decodeRarity, NO_RARITY } from './rarity.ts'
import type { TermStatistics } from './rarity.ts'
import { decodeTextStatistics, NO_TEXT_STATISTICS } from './text-statistics.ts'
import type { TextStatistics } from './text-statistics.ts'

/** The statistics that recipes name, each part read when it is first needed and kept: what a digest names never changes. */
export interface Statistics {
  /** What answers need, with `languages`. @throws UpnextError `corrupt` where the store has lost it, and what the store throws. */
  rarity(recipe: Recipe): Promise<TermStatistics>
  /** @throws as `rarity`. */
  languages(recipe: Recipe): Promise<LanguageLevels>
  /** What ingest needs, with `fields`. @throws as `rarity`. */
  text(recipe: Recipe): Promise<TextStatistics>
  /** Nothing is read for a recipe that does not centre. @throws as `rarity`. */
  fields(recipe: Recipe): Promise<FieldMeans>
}

export function createStatistics(store: ArtefactStore): Statistics {
  const rarity = kept(store, decodeRarity)
  const languages = kept(store, decodeLanguageLevels)
  const text = kept(store, decodeTextStatistics)
  const fields = kept(store, decodeFieldMeans)
  return {
    rarity: async ({ statistics }) => (statistics.rarity === null ? NO_RARITY : rarity(statistics.rarity)),
    languages: async ({ statistics }) => (statistics.languages === null ? NO_LANGUAGE_LEVELS : languages(statistics.languages)),
    text: async ({ statistics }) => (statistics.text === null ? NO_TEXT_STATISTICS : text(statistics.text)),
    fields: async ({ statistics, centring }) => (statistics.fields === null || centring === 0 ? NO_FIELD_MEANS : fields(statistics.fields)),
  }
}

/** Reads each digest once; what failed is tried again by the next call. */
function kept<T>(store: ArtefactStore, decode: (bytes: Uint8Array) => T): (digest: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (digest) => {
    const value = known.get(digest) ?? read(store, digest).then(decode)
    known.set(digest, value)
    value.catch(() => known.delete(digest))
    return value
  }
}

async function read(store: ArtefactStore, digest: string): Promise<Uint8Array> {
  const bytes = await store.get(digest)
  if (bytes !== undefined && artefactDigest(bytes) === digest) return bytes
  throw new UpnextError(
    'corrupt',
    `The statistics ${digest.slice(0, 12)} of a recipe are ${bytes === undefined ? 'not there' : 'damaged'}.`,
    {
      fix: 'Build them again from the same rows with `upnext recipe build`: the same rows give the same statistics.',
    },
  )
}
