import { Option, type Command } from 'commander'
import { UpnextError } from '#shared/errors.ts'
import { compare } from '#shared/evaluation/compare.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import type { Video } from '#shared/video/event.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'
import { createCommand, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { TEXT_FIELDS, type TextField } from '../evaluate/fields.ts'
import { fill, type Refused } from '../evaluate/fill.ts'
import { rankAll, tfidfRankings, type Rankings } from '../evaluate/rank-all.ts'
import { candidateRanker, shelfRanker } from '../evaluate/rankers.ts'
import { comparisonText } from '../evaluate/report-text.ts'
import { withTrialProduct, type TrialProduct } from '../evaluate/trial-product.ts'
import { groundTruthOf, readTruthFile, type TruthFile } from '../evaluate/truth-files.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { colorsFor, type Colors } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'

export interface EvaluateOptions extends CommonOptions {
  readonly events: readonly string[]
  readonly related: readonly string[]
  readonly fields: readonly TextField[]
  readonly shelf?: boolean
  readonly limit: number
}

export function evaluateCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('eval', 'measure relevance against what people said is related, beside TF-IDF', context)
    .requiredOption('--events <file...>', 'files of events: the catalogue')
    .requiredOption('--related <file...>', 'ground truths, each {"seedId": ["relatedId", …]}')
    .addOption(
      new Option('--fields <list>', 'text fields that are kept of the events')
        .default(TEXT_FIELDS, TEXT_FIELDS.join(','))
        .argParser(fieldList),
    )
    .option('--shelf', 'measure the shelf of ten, with floors, caps and tiers, not the scored candidates')
    .option('--limit <n>', 'seeds at most of each ground truth', wholeNumber(1, 1e9), 1e9)
    .action(async (options: EvaluateOptions) => exit(await evaluate(options, context)))
}

/** Builds a product from the events in a folder of its own, ranks for every seed and compares with the labels. */
export async function evaluate(options: EvaluateOptions, context: CliContext): Promise<ExitCode> {
  const labels = await Promise.all(options.related.map(readTruthFile))
  const report = await withTrialProduct(context.config(), context.clock, (product) => measure(product, labels, options, context))
  show(context, options, report, () => reportText(report, colorsFor(context.stdout)))
  return report.refused.length > 0 ? EXIT.failed : EXIT.ok
}

async function measure(product: TrialProduct, labels: readonly TruthFile[], options: EvaluateOptions, context: CliContext) {
  const refused: Refused[] = []
  for (const file of options.events) refused.push(...(await fill(file, options.fields, product.ingest, context)))
  const catalogue = await catalogueOf(product.stores.warehouse)
  const truths = labels.map((file) => groundTruthOf(file, new Set(catalogue.keys()), options.limit))
  const seeds = Array.from(new Set(truths.flatMap(({ related }) => [...related.keys()])))
  const ranker = (options.shelf === true ? shelfRanker : candidateRanker)(product, context.clock)
  const rankings = await rankAll(seeds, ranker, context)
  const baseline = tfidfRankings(seeds, catalogue)
  return {
    ranked: options.shelf === true ? ('shelf' as const) : ('candidates' as const),
    fields: options.fields,
    recipe: { name: product.recipe.name, digest: recipeDigest(product.recipe) },
    videos: catalogue.size,
    refused,
    truths: truths.map((truth) => ({ ...compare(truth, lookUp(rankings), lookUp(baseline)), unknown: truth.unknown })),
  }
}

type Report = Awaited<ReturnType<typeof measure>>

/** The documents as they were stored, by id. */
async function catalogueOf(warehouse: Warehouse): Promise<ReadonlyMap<string, Video>> {
  const documents = new Map<string, Video>()
  for await (const { id, document } of warehouse.latestChanges()) if (document !== null) documents.set(id, document)
  return documents
}

function lookUp(rankings: Rankings): (seed: string) => readonly string[] {
  return (seed) => rankings.get(seed) ?? []
}

function fieldList(value: string): readonly TextField[] {
  const names = value.split(',').map((name) => name.trim())
  const fields = TEXT_FIELDS.filter((field) => names.includes(field))
  if (fields.length > 0 && fields.length === new Set(names).size) return fields
  throw new UpnextError('invalid-request', `--fields takes names among ${TEXT_FIELDS.join(', ')}, by commas.`)
}

function reportText({ videos, refused, fields, ranked, truths }: Report, colors: Colors): string {
  const lines = refused.length === 0 ? '' : `, ${refused.length} lines refused (the first: line ${refused[0]?.line}: ${refused[0]?.reason})`
  const head = `${videos} videos by ${fields.join(', ')}${lines}; ${ranked} against labels, means with 95 % bootstrap intervals`
  return [head, ...truths.map((truth) => comparisonText(truth, colors))].join('\n\n')
}
