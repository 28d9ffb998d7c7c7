import canonicalize from 'canonicalize'
import { UpnextError } from '#shared/errors.ts'
import { recipeSchema } from './recipe-schema.ts'
import type { Recipe } from './recipe.ts'
import { artefactDigest } from './statistics/artefact.ts'
import type { StatisticsArtefacts } from './statistics/artefacts-of.ts'

/** A recipe and the artefacts that its digests name: all that an installation needs to make a collection by it. */
export interface RecipeFile {
  readonly recipe: Recipe
  /** Bytes to put into the ArtefactStore. */
  readonly artefacts: readonly Uint8Array[]
}

const FORMAT = 'upnext-recipe-1'

/** One JSON object: `format`, `recipe`, and beside them each artefact under the name that `recipe.statistics` has for its digest. Equal recipes have equal bytes. */
export function encodeRecipeFile(recipe: Recipe, artefacts: StatisticsArtefacts): string {
  const parts = Object.entries(artefacts).map(
    ([name, bytes]: [string, Uint8Array]) => [name, JSON.parse(Buffer.from(bytes).toString()) as unknown] as const,
  )
  return `${canonicalize({ format: FORMAT, recipe, ...Object.fromEntries(parts) }) ?? ''}\n`
}

/** Whether parsed JSON says of itself that it is one, whatever the release. */
export function isRecipeFile(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'format' in json
}

/**
 * @param json As parsed.
 * @throws UpnextError `configuration` for a file of another form, a recipe with other parts than this release knows, or artefacts that are not what it names.
 */
export function decodeRecipeFile(json: unknown): RecipeFile {
  const file: Readonly<Record<string, unknown>> = { ...(json as object) }
  const { data: recipe, error } = recipeSchema.safeParse(file['recipe'])
  if (file['format'] !== FORMAT || recipe === undefined) throw unreadable(error)
  const named = Object.entries(recipe.statistics).filter((entry): entry is [string, string] => entry[1] !== null)
  return { recipe, artefacts: named.map(([name, digest]) => artefactOf(file[name], digest)) }
}

function artefactOf(value: unknown, digest: string): Uint8Array {
  const bytes = Buffer.from(canonicalize(value) ?? '')
  if (artefactDigest(bytes) === digest) return bytes
  throw new UpnextError('configuration', `The recipe names statistics ${digest.slice(0, 12)} that its file does not hold.`, { fix: FIX })
}

const FIX = 'Write it again with `upnext recipe build`.'

function unreadable(cause?: unknown): UpnextError {
  return new UpnextError('configuration', 'This is no recipe file of this release.', { fix: FIX, ...(cause !== undefined && { cause }) })
}
