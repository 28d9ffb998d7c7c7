import { z } from 'zod'
import { isUpnextError, UpnextError } from '#shared/errors.ts'
import { changeRegistry, withCollection } from '#shared/index/registry-change.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import type { RegistryState } from '#shared/index/registry.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { recipeSchema } from '#shared/recipe/recipe-schema.ts'
import { collectionName, recipeDigest } from '#shared/recipe/recipe.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { putDefaultStatistics } from '#shared/recipe/statistics/default.ts'
import type { Operation, OperationDeps } from '../operation.ts'

const input = z.object({
  /** What the new collection is made by. Missing: the recipe that this release brings, for an installation that has no collection. */
  recipe: recipeSchema.optional(),
  /** The artefacts whose digests the recipe names, as a recipe file holds them, where the installation does not have them. */
  statistics: z.array(z.string()).optional(),
  /** Missing: made from the recipe's digest. Another one gives the same recipe a second collection. */
  name: z
    .string()
    .regex(/^[\w-]{1,60}$/, 'takes 1 to 60 letters, digits, `_` and `-`')
    .optional(),
  dryRun: z.boolean().default(false),
})

const report = z.object({
  collection: z.string(),
  /** `created` now; `unchanged`: it was there, as it should be; `planned`: nothing was done; `other-recipe`: the installation has collections, of other recipes alone. */
  outcome: z.enum(['created', 'unchanged', 'planned', 'other-recipe']),
  /** Of the collection; null where it is not there. */
  state: z.enum(['live', 'filling', 'dropping']).nullable(),
  /** What answers are read from. */
  serving: z.string().nullable(),
  revision: z.int().min(0),
})

export type CreateInput = z.input<typeof input>
export type CreateReport = z.output<typeof report>

/**
 * Gives an empty installation its first collection, live and serving; with a recipe, gives any other a further one, to be filled. Of one that is
 * there, checks that it is as it should be.
 */
export const CREATE: Operation<CreateInput, null, CreateReport> = {
  name: 'create',
  summary: 'Makes a collection for a recipe, or checks the one that is there',
  access: 'set-up',
  input,
  cursor: z.null(),
  report,
  step: async ({ recipe: given, statistics, name, dryRun = false }, __, deps) => {
    const recipe = given ?? deps.recipe
    const collection = name ?? collectionName(recipe)
    const before = await deps.registry.read()
    const known = before.collections.find((one) => one.name === collection)
    if (known !== undefined) assertUsable(known.recipe, recipe, known)
    const isFirst = before.revision === 0
    const isNew = known === undefined && (isFirst || given !== undefined)
    if (isNew) await assertEmbeddable(recipe, deps)
    if (dryRun) return done(collection, before, isNew ? 'planned' : known === undefined ? 'other-recipe' : 'unchanged')
    if (known === undefined && !isNew) return done(collection, before, 'other-recipe')
    await putStatistics(recipe, statistics, deps)
    if (isFirst && name === undefined) await setUpIndex(deps, recipe, deps.clock)
    else await addCollection(collection, recipe, isNew, deps)
    return done(collection, await deps.registry.read(), isNew ? 'created' : 'unchanged')
  },
}

function done(collection: string, { aliases, collections, revision }: RegistryState, outcome: CreateReport['outcome']) {
  const state = collections.find(({ name }) => name === collection)?.state ?? null
  return { cursor: null, report: { collection, outcome, state, serving: aliases[SERVING_ALIAS] ?? null, revision } }
}

function assertUsable(known: Recipe, asked: Recipe, { name, state }: RegistryState['collections'][number]): void {
  if (recipeDigest(known) !== recipeDigest(asked)) {
    throw new UpnextError('conflict', `The collection "${name}" exists with another recipe.`, { fix: 'Name the new collection otherwise.' })
  }
  if (state !== 'dropping') return
  throw new UpnextError('conflict', `The collection "${name}" is being dropped.`, {
    fix: `Finish that first: \`upnext index purge --collection ${name}\`.`,
  })
}

/** Better told now than by the first video. */
async function assertEmbeddable({ model, dimensions }: Recipe, { embedders }: OperationDeps): Promise<void> {
  const embedder = await embedders(model)
  if (embedder.dimensions === dimensions) return
  throw new UpnextError('configuration', `The recipe says ${dimensions} dimensions; ${model} gives ${embedder.dimensions}.`, {
    fix: 'Set `dimensions` in the recipe.',
  })
}

/** @throws UpnextError `configuration` where the recipe names statistics that are nowhere. */
async function putStatistics(recipe: Recipe, given: CreateInput['statistics'], { artefacts }: OperationDeps): Promise<void> {
  await putDefaultStatistics(recipe, artefacts)
  for (const artefact of given ?? []) await artefacts.put(Buffer.from(artefact))
  for (const [part, digest] of Object.entries(recipe.statistics)) {
    if (digest === null || (await artefacts.get(digest)) !== undefined) continue
    throw new UpnextError('configuration', `The installation has no statistics ${digest.slice(0, 12)} (${part}), which the recipe names.`, {
      fix: 'Build them with `upnext recipe build --from warehouse --out FILE`, and name that file as the recipe.',
    })
  }
}

/** The collection first: once it is in the registry it can be relied on. */
async function addCollection(name: string, recipe: Recipe, isNew: boolean, { index, registry, clock }: OperationDeps): Promise<void> {
  await index.createCollection(name, { dimensions: recipe.dimensions, recipeDigest: recipeDigest(recipe) })
  if (!isNew) return
  await index.setIndexing(name, 'off')
  await changeRegistry(registry, (state) => {
    if (state.collections.some((one) => one.name === name)) return undefined
    return withCollection(state, { name, recipe, state: 'filling', createdAt: clock() })
  }).catch((error: unknown) => {
    if (!isUpnextError(error, 'conflict')) throw error
    throw new UpnextError('conflict', 'The registry changes all the time.', { fix: 'Run the same command again.', cause: error })
  })
}
