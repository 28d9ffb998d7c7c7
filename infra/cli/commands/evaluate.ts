import { Option, type Command } from 'commander'
import { openEmbedders } from '#infra/adapters.ts'
import type { Config } from '#shared/config.ts'
import { caching } from '#shared/embedding/caching.ts'
import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import { UpnextError } from '#shared/errors.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { createCommand, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { keepFields, TEXT_FIELDS, type TextField } from '../evaluate/fields.ts'
import { measure, type Measured, type Measurement } from '../evaluate/measure.ts'
import { dropAtRandom } from '../evaluate/mixed.ts'
import { candidateRanker, shelfRanker, wordsRanker } from '../evaluate/rankers.ts'
import { ablationText, reportText } from '../evaluate/report-text.ts'
import { withTrialProduct } from '../evaluate/trial-product.ts'
import { recipeFor, type TrialRecipe } from '../evaluate/trial-recipe.ts'
import { readTruthFile } from '../evaluate/truth-files.ts'
import { VARIANTS, type Variant } from '../evaluate/variants.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { colorsFor } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'

export interface EvaluateOptions extends CommonOptions {
  readonly events: readonly string[]
  readonly related: readonly string[]
  readonly fields: readonly TextField[]
  readonly mixed?: readonly TextField[] | true
  readonly seed: number
  readonly statistics: 'events' | 'default'
  readonly ablation?: boolean
  readonly shelf?: boolean
  readonly limit: number
}

/** Texts whose vectors are kept while several recipes are measured, 2 KB each. */
const KEPT_VECTORS = 50_000

export function evaluateCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('eval', 'measure relevance against what people said is related, beside TF-IDF', context)
    .requiredOption('--events <file...>', 'files of events: the catalogue')
    .requiredOption('--related <file...>', 'ground truths, each {"seedId": ["relatedId", …]}')
    .addOption(
      new Option('--fields <list>', 'text fields that are kept of the events')
        .default(TEXT_FIELDS, TEXT_FIELDS.join(','))
        .argParser(fieldList),
    )
    .addOption(
      new Option('--mixed [list]', 'take fields from half of the videos each, at random; all but the title unless named').argParser(
        fieldList,
      ),
    )
    .option('--seed <n>', 'what chance goes by', wholeNumber(1, 2 ** 32 - 1), 1)
    .addOption(
      new Option('--statistics <of>', "the recipe's statistics: of the events, or the default")
        .choices(['events', 'default'])
        .default('events'),
    )
    .option('--ablation', 'measure the recipe with each of its parts changed')
    .option('--shelf', 'measure the shelf of ten, with floors, caps and tiers, not the scored candidates')
    .option('--limit <n>', 'seeds at most of each ground truth', wholeNumber(1, 1e9), 1e9)
    .action(async (options: EvaluateOptions) => exit(await evaluate(options, context)))
}

/** Builds a product from the events in a folder of its own, ranks for every seed and compares with the labels. */
export async function evaluate(options: EvaluateOptions, context: CliContext): Promise<ExitCode> {
  const labels = await Promise.all(options.related.map(readTruthFile))
  const config = context.config()
  const embedders = openEmbedders(config)
  const kept = { maxEntries: KEPT_VECTORS, maxCharacters: Infinity }
  const embedder = embedders.lookup(DEFAULT_RECIPE.model).then((inner) => caching(inner, kept))
  const trial = { config, lookup: () => embedder, context }
  const measurement = { files: options.events, change: changeOf(options), labels, limit: options.limit }
  try {
    return await (options.ablation === true ? ablate : report)(measurement, options, trial)
  } finally {
    await embedders.close()
  }
}

interface Trial {
  readonly config: Config
  readonly lookup: EmbedderLookup
  readonly context: CliContext
}

async function report(measurement: Measurement, options: EvaluateOptions, trial: Trial): Promise<ExitCode> {
  const base = await recipeOf(measurement, options, trial)
  const measured = await measureVariant(base, { name: 'the recipe', recipe: (recipe) => recipe }, measurement, options, trial)
  const ranked = options.shelf === true ? ('shelf' as const) : ('candidates' as const)
  const full = { ranked, fields: options.fields, statistics: options.statistics, ...measured }
  show(trial.context, options, full, () => reportText(full, colorsFor(trial.context.stdout)))
  return exitCodeFor([measured])
}

async function ablate(measurement: Measurement, options: EvaluateOptions, trial: Trial): Promise<ExitCode> {
  const base = await recipeOf(measurement, options, trial)
  const rows: { readonly variant: string; readonly measured: Measured }[] = []
  for (const variant of VARIANTS)
    rows.push({ variant: variant.name, measured: await measureVariant(base, variant, measurement, options, trial) })
  show(trial.context, options, rows, () => ablationText(rows))
  return exitCodeFor(rows.map(({ measured }) => measured))
}

function recipeOf({ files, change }: Measurement, options: EvaluateOptions, { config, lookup, context }: Trial): Promise<TrialRecipe> {
  return options.statistics === 'default' ? Promise.resolve({ recipe: DEFAULT_RECIPE }) : recipeFor(files, change, lookup, config, context)
}

function measureVariant(
  base: TrialRecipe,
  variant: Variant,
  measurement: Measurement,
  options: EvaluateOptions,
  { config, lookup, context }: Trial,
): Promise<Measured> {
  const { clock } = context
  const rankerOf = variant.wordsOnly === true ? wordsRanker : options.shelf === true ? shelfRanker : candidateRanker
  return withTrialProduct({ ...base, recipe: variant.recipe(base.recipe) }, { config, lookup, clock }, (product) =>
    measure(product, measurement, rankerOf(product, clock), context),
  )
}

function changeOf({ fields, mixed, seed }: EvaluateOptions): Measurement['change'] {
  const dropped = mixed === true ? TEXT_FIELDS.filter((field) => field !== 'title') : (mixed ?? [])
  return (video) => dropAtRandom(keepFields(video, fields), { fields: dropped, seed })
}

function exitCodeFor(all: readonly Measured[]): ExitCode {
  return all.some(({ refused }) => refused.length > 0) ? EXIT.failed : EXIT.ok
}

function fieldList(value: string): readonly TextField[] {
  const names = value.split(',').map((name) => name.trim())
  const fields = TEXT_FIELDS.filter((field) => names.includes(field))
  if (fields.length > 0 && fields.length === new Set(names).size) return fields
  throw new UpnextError('invalid-request', `--fields and --mixed take names among ${TEXT_FIELDS.join(', ')}, by commas.`)
}
