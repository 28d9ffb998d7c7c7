import { compare } from '#shared/evaluation/compare.ts'
import { exposureOf } from '#shared/evaluation/exposure.ts'
import { recipeDigest, type FieldMix } from '#shared/recipe/recipe.ts'
import type { Video } from '#shared/video/event.ts'
import type { CliContext } from '../context.ts'
import { catalogueOf } from './catalogue.ts'
import { fill, type Refused } from './fill.ts'
import { rankAll, tfidfRankings, type Rankings } from './rank-all.ts'
import type { AskedRanker } from './rankers.ts'
import type { TrialProduct } from './trial-product.ts'
import { groundTruthOf, type TruthFile } from './truth-files.ts'

/** What is measured: which events, as they were changed, against which labels. */
export interface Measurement {
  readonly files: readonly string[]
  readonly change: (video: Video) => Video
  readonly labels: readonly TruthFile[]
  /** Seeds at most of each ground truth. */
  readonly limit: number
}

const HEADS_A_CALL = 1000

/** Fills a product, ranks for every seed and compares with the labels. */
export async function measure(
  product: TrialProduct,
  { files, change, labels, limit }: Measurement,
  ranker: AskedRanker,
  context: CliContext,
) {
  const refused: Refused[] = []
  for (const file of files) refused.push(...(await fill(file, change, product.ingest, context)))
  const catalogue = await catalogueOf(product.stores.warehouse)
  const truths = labels.map((file) => groundTruthOf(file, new Set(catalogue.keys()), limit))
  const seeds = Array.from(new Set(truths.flatMap(({ related }) => [...related.keys()])))
  const rankings = await rankAll(seeds, ranker, context)
  const baseline = tfidfRankings(seeds, catalogue)
  return {
    recipe: { name: product.recipe.name, digest: recipeDigest(product.recipe) },
    videos: catalogue.size,
    refused,
    truths: truths.map((truth) => ({ ...compare(truth, lookUp(rankings), lookUp(baseline)), unknown: truth.unknown })),
    exposure: exposureOf(await mixesOf(product, [...catalogue.keys()]), rankings.values()),
  }
}

export type Measured = Awaited<ReturnType<typeof measure>>

async function mixesOf({ stores: { index }, collection }: TrialProduct, ids: readonly string[]): Promise<ReadonlyMap<string, FieldMix>> {
  const mixes = new Map<string, FieldMix>()
  for (let start = 0; start < ids.length; start += HEADS_A_CALL) {
    for (const [id, { mix }] of await index.heads(collection, ids.slice(start, start + HEADS_A_CALL)))
      if (mix !== undefined) mixes.set(id, mix)
  }
  return mixes
}

function lookUp(rankings: Rankings): (seed: string) => readonly string[] {
  return (seed) => rankings.get(seed) ?? []
}
