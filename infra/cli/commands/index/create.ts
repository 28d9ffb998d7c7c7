import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { UpnextError } from '#shared/errors.ts'
import { CREATE, type CreateInput, type CreateReport } from '#shared/operations/lifecycle/create.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { decodeRecipeFile, isRecipeFile } from '#shared/recipe/recipe-file.ts'
import { readRecipe } from '#shared/recipe/recipe-schema.ts'
import { createCommand } from '../../command.ts'
import type { CliContext } from '../../context.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { operate } from '../../operate.ts'
import { show, type CommonOptions } from '../../terminal/output.ts'

interface CreateOptions extends CommonOptions {
  readonly recipe?: string
  readonly name?: string
  readonly dryRun?: boolean
}

export function createIndexCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand(
    'create',
    'make a collection for a recipe; without one, the first collection, or check the one that is there',
    context,
  )
    .option(
      '--recipe <file>',
      "what `upnext recipe build` wrote, or JSON of what differs from this release's recipe; `default` is that recipe itself",
    )
    .option('--name <name>', "of the collection, in place of one made from the recipe's digest")
    .option('--dry-run', 'only check and tell')
    .action(async (options: CreateOptions) => exit(await create(options, context)))
}

/** @returns `failed` when the installation serves another recipe and none was named. */
async function create({ recipe, name, dryRun = false, ...options }: CreateOptions, context: CliContext): Promise<ExitCode> {
  const input: CreateInput = {
    dryRun,
    ...(name !== undefined && { name }),
    ...(recipe !== undefined && (await recipeIn(recipe))),
  }
  const report = await operate(CREATE, input, context)
  show(context, options, report, () => TEXTS[report.outcome](report))
  return report.outcome === 'other-recipe' ? EXIT.failed : EXIT.ok
}

const TEXTS: Readonly<Record<CreateReport['outcome'], (report: CreateReport) => string>> = {
  created: ({ collection, state }) =>
    state === 'live' ? `${collection} was made; it is live and serves.` : `${collection} was made. Fill it: upnext index backfill`,
  unchanged: ({ collection, state }) => `${collection} is there, as it should be (${state ?? ''}).`,
  planned: ({ collection, serving }) => `${collection} would be made; ${serving ?? 'nothing'} serves.`,
  'other-recipe': ({ collection, serving }) =>
    `${collection} is not there: the installation serves ${serving ?? 'nothing'}, of another recipe. To change it: upnext index create --recipe default`,
}

async function recipeIn(path: string): Promise<Pick<CreateInput, 'recipe' | 'statistics'>> {
  if (path === 'default') return { recipe: DEFAULT_RECIPE }
  const json = await readJson(path)
  if (!isRecipeFile(json)) return { recipe: readRecipe(json, DEFAULT_RECIPE) }
  const { recipe, artefacts } = decodeRecipeFile(json)
  return { recipe, statistics: artefacts.map((bytes) => Buffer.from(bytes).toString()) }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown
  } catch (cause) {
    throw new UpnextError('configuration', `${path} cannot be read as JSON.`, { cause, fix: 'Name a file of JSON.' })
  }
}
