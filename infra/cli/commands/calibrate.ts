import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { openEmbedders } from '#infra/adapters.ts'
import { caching } from '#shared/embedding/caching.ts'
import { calibrate, type CalibrationReport } from '#shared/evaluation/calibration/calibrate.ts'
import type { LabelledPair } from '#shared/evaluation/calibration/labelled-pair.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { collectPairs } from '../calibrate/collect.ts'
import { calibrationPage, calibrationText } from '../calibrate/report.ts'
import { viewsOf } from '../calibrate/views.ts'
import { createCommand, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { catalogueOf } from '../evaluate/catalogue.ts'
import { fill } from '../evaluate/fill.ts'
import { withTrialProduct, type TrialOptions } from '../evaluate/trial-product.ts'
import { recipeFor } from '../evaluate/trial-recipe.ts'
import { groundTruthOf, readTruthFile, type TruthFile } from '../evaluate/truth-files.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { show, type CommonOptions } from '../terminal/output.ts'

interface CalibrateOptions extends CommonOptions {
  readonly events: readonly string[]
  readonly related: readonly string[]
  readonly mixed?: boolean
  readonly seed: number
  readonly limit: number
  readonly html?: string
  readonly out?: string
}

/** As for `eval`: texts whose vectors are kept from view to view, 2 KB each. */
const KEPT_VECTORS = 50_000

export function calibrateCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('calibrate', 'fit confidence to what people said is related, and tell how far it can be trusted', context)
    .requiredOption('--events <file...>', 'files of events: the catalogue')
    .requiredOption('--related <file...>', 'labels, each {"seedId": ["relatedId", …]}, or .jsonl as `upnext label` writes it')
    .option('--mixed', 'fit other field mixes too: without tags, and with fields taken from half of the videos at random')
    .option('--seed <n>', 'what chance goes by', wholeNumber(1, 2 ** 32 - 1), 1)
    .option('--limit <n>', 'seeds at most of each file of labels', wholeNumber(1, 1e9), 1e9)
    .option('--html <file>', 'draw reliability diagrams into one page')
    .option('--out <file>', 'where the fitted numbers go, as JSON')
    .action(async (options: CalibrateOptions) => exit(await calibrateRecipe(options, context)))
}

/** Collects labelled pairs from a product of its own for each view of the catalogue, fits, and measures on seeds held out. */
async function calibrateRecipe(options: CalibrateOptions, context: CliContext): Promise<ExitCode> {
  const labels = await Promise.all(options.related.map(readTruthFile))
  const report = calibrate(await pairsOf(options, labels, context), DEFAULT_RECIPE, options.seed)
  if (options.html !== undefined) await writeFile(options.html, calibrationPage(report))
  if (options.out !== undefined) await writeFile(options.out, `${JSON.stringify(report.fitted, null, 2)}\n`)
  show(context, options, report, () => calibrationText(report))
  return hasMeasured(report) ? EXIT.ok : EXIT.failed
}

async function pairsOf(
  { events, mixed, seed, limit }: CalibrateOptions,
  labels: readonly TruthFile[],
  context: CliContext,
): Promise<readonly LabelledPair[]> {
  const config = context.config()
  const embedders = openEmbedders(config)
  const embedder = embedders
    .lookup(DEFAULT_RECIPE.model)
    .then((inner) => caching(inner, { maxEntries: KEPT_VECTORS, maxCharacters: Infinity }))
  const options: TrialOptions = { config, lookup: () => embedder, clock: context.clock }
  const pairs: LabelledPair[] = []
  try {
    for (const { change } of viewsOf(mixed === true, seed)) {
      const recipe = await recipeFor(events, change, options.lookup, config, context)
      const found = await withTrialProduct(recipe, options, async (product) => {
        for (const file of events) await fill(file, change, product.ingest, context)
        const catalogue = new Set((await catalogueOf(product.stores.warehouse)).keys())
        return collectPairs(
          product,
          labels.map((file) => groundTruthOf(file, catalogue, limit)),
          context,
        )
      })
      for (const pair of found) pairs.push(pair)
    }
    return pairs
  } finally {
    await embedders.close()
  }
}

/** Without held-out pairs nothing is known of what was fitted. */
function hasMeasured({ after }: CalibrationReport): boolean {
  return after.length > 0
}
