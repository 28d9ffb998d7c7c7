import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Option, type Command } from 'commander'
import { UpnextError } from '#shared/errors.ts'
import { compare } from '#shared/evaluation/compare.ts'
import { readGroundTruth, type GroundTruth } from '#shared/evaluation/ground-truth.ts'
import { RANKING_DEPTH } from '#shared/evaluation/metrics.ts'
import { buildTfidf } from '#shared/evaluation/tfidf.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import type { Video } from '#shared/video/event.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'
import { createCommand, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { plainText, TEXT_FIELDS, type TextField } from '../evaluate/fields.ts'
import { fill, type Refused } from '../evaluate/fill.ts'
import { candidateRanker, shelfRanker, type AskedRanker } from '../evaluate/rankers.ts'
import { comparisonText } from '../evaluate/report-text.ts'
import { withTrialProduct, type TrialProduct } from '../evaluate/trial-product.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { createPool } from '../publish/pool.ts'
import { colorsFor, type Colors } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'
import { startProgress } from '../terminal/progress.ts'

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
  const report = await withTrialProduct(context.config(), context.clock, (product) => measure(product, options, context))
  show(context, options, report, () => reportText(report, colorsFor(context.stdout)))
  return report.refused.length > 0 ? EXIT.failed : EXIT.ok
}

async function measure(product: TrialProduct, options: EvaluateOptions, context: CliContext) {
  const refused: Refused[] = []
  for (const file of options.events) refused.push(...(await fill(file, options.fields, product.ingest, context)))
  const catalogue = await catalogueOf(product.stores.warehouse)
  const truths = await Promise.all(options.related.map((file) => truthFrom(file, new Set(catalogue.keys()), options.limit)))
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

async function truthFrom(file: string, catalogue: ReadonlySet<string>, limit: number): Promise<GroundTruth> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UpnextError('configuration', `${file} cannot be read.`, { fix: 'Check the path.', cause })
  })
  const truth = readGroundTruth(basename(file, '.json'), parsed(text, file), catalogue)
  return { ...truth, related: new Map([...truth.related].slice(0, limit)) }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UpnextError('configuration', `${file} is not JSON.`, { fix: 'It takes one object {"seedId": ["relatedId", …]}.', cause })
  }
}

async function rankAll(
  seeds: readonly string[],
  ranker: AskedRanker,
  context: CliContext,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const progress = startProgress(context.stderr, { label: 'rank', unit: 'seeds', total: seeds.length })
  const rankings = new Map<string, readonly string[]>()
  const pool = createPool(4)
  for (const seed of seeds) {
    await pool.add(async () => void rankings.set(seed, await ranker(seed)))
    progress.update(rankings.size, rankings.size)
  }
  await pool.settled()
  progress.stop()
  pool.check()
  return rankings
}

function tfidfRankings(seeds: readonly string[], catalogue: ReadonlyMap<string, Video>): ReadonlyMap<string, readonly string[]> {
  const ids = [...catalogue.keys()]
  const positions = new Map(ids.map((id, position) => [id, position]))
  const index = buildTfidf(Array.from(catalogue.values(), plainText))
  return new Map(
    seeds.map((seed) => [seed, index.nearest(positions.get(seed) ?? -1, RANKING_DEPTH).map((position) => ids[position] ?? '')]),
  )
}

function lookUp(rankings: ReadonlyMap<string, readonly string[]>): (seed: string) => readonly string[] {
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
