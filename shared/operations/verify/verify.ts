import { z } from 'zod'
import { collectionNamed, recordCheck } from '#shared/index/registry-change.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import type { RegistryState } from '#shared/index/registry.ts'
import { UpnextError } from '#shared/errors.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import { digestOf } from '#shared/video/document.ts'
import type { Operation, OperationDeps, Step } from '../operation.ts'
import { encodeBuckets, noRows } from './buckets.ts'
import { verifyCursor, type VerifyCursor } from './cursor.ts'
import { faultsOf } from './faults.ts'
import { compareTruths } from './labels.ts'
import { nameDifferences, nameStrangers, readIndex, readWarehouse } from './parity.ts'
import { verifyReport, type VerifyReport } from './report.ts'
import type { Phase, VerifyRun } from './run.ts'
import { measureSearches } from './searches.ts'
import { summarised } from './summary.ts'
import { thresholdsSchema } from './thresholds.ts'

const input = z.object({
  /** Missing: the one that serves. */
  collection: z.string().optional(),
  thresholds: thresholdsSchema.prefault({}),
  /** Ground truths by name, each {"seedId": ["relatedId", …]}. */
  related: z.record(z.string(), z.record(z.string(), z.array(z.string()))).default({}),
  /** Videos of each language and each age that searches are measured from, and what chance draws them by. */
  seeds: z.int().min(1).max(1000).default(40),
  chance: z.int().min(1).default(1),
  /** Share of the videos whose texts are made anew, to compare their hashes. */
  texts: z.number().min(0).max(1).default(1),
  /** Does not note the outcome in the registry. */
  dryRun: z.boolean().default(false),
})

export type VerifyInput = z.input<typeof input>

const PHASES: Readonly<Record<Exclude<VerifyReport['phase'], 'done'>, Phase>> = {
  warehouse: readWarehouse,
  index: readIndex,
  names: nameDifferences,
  strangers: nameStrangers,
  searches: measureSearches,
  relevance: compareTruths,
}

/** Compares a collection with the warehouse, and its searches with exact ones and with the collection that serves. A pass is what a promotion asks for. */
export const VERIFY: Operation<VerifyInput, VerifyCursor, VerifyReport> = {
  name: 'verify',
  summary: 'Says whether a collection may serve: parity, recall, latency, relevance, exposure',
  access: 'write',
  input,
  cursor: verifyCursor,
  report: verifyReport,
  step: async (asked, from, deps, signal, tell = () => undefined) => {
    const given = input.parse(asked)
    const run = runOf(await deps.registry.read(), from?.report ?? given, given, { deps, signal, tell })
    const stopped = await worked(from ?? (await begin(run)), run)
    return stopped.report.phase === 'done' ? finish(stopped, run) : { cursor: stopped, report: stopped.report }
  },
}

async function worked(from: VerifyCursor, run: VerifyRun): Promise<VerifyCursor> {
  const { phase } = from.report
  if (phase === 'done' || run.signal.aborted) return from
  return worked(await PHASES[phase](from, run), run)
}

function runOf(
  state: RegistryState,
  { collection }: { readonly collection?: string | undefined },
  asked: z.output<typeof input>,
  given: Pick<VerifyRun, 'deps' | 'signal' | 'tell'>,
): VerifyRun {
  const servingName = state.aliases[SERVING_ALIAS]
  const name = collection ?? servingName
  if (name === undefined) throw new UpnextError('invalid-request', 'Nothing serves.', { fix: 'Name a collection.' })
  const record = collectionNamed(state, name)
  if (record.state !== 'live') {
    throw new UpnextError('invalid-request', `${name} is ${record.state}: events do not reach it.`, {
      fix: 'Run `upnext index backfill` to its end.',
    })
  }
  const serving = servingName === undefined || servingName === name ? undefined : collectionNamed(state, servingName)
  return { ...given, asked, record, serving, digest: recipeDigest(record.recipe), statistics: createStatistics(given.deps.artefacts) }
}

async function begin({ record, serving, digest, deps }: VerifyRun): Promise<VerifyCursor> {
  const { recipe, name } = record
  const points = await deps.index.count(name)
  // Of a collection that is there, this checks that the index holds it for this recipe.
  await deps.index.createCollection(name, { dimensions: recipe.dimensions, recipeDigest: digest })
  const { id, videos } = await deps.warehouse.takeSnapshot()
  const none = { count: 0, ids: [] }
  const parity = { videos, points: points.live + points.tombstones, refused: 0, buckets: 0, purged: 0 }
  const differences = { missing: none, behind: none, tombstones: none, foreign: none, ahead: none }
  const empty = encodeBuckets(noRows())
  return {
    snapshot: id,
    afterId: '',
    scan: null,
    warehouse: empty,
    index: empty,
    sample: {},
    stock: {},
    seeds: [],
    truths: [],
    report: {
      collection: name,
      serving: serving?.name ?? null,
      recipe: { name: recipe.name, digest },
      phase: 'warehouse',
      progress: { done: 0, total: videos },
      parity: { ...parity, ...differences },
      quality: [],
      latency: null,
      exposure: [],
      relevance: [],
      faults: [],
      recorded: null,
    },
  }
}

async function finish(at: VerifyCursor, run: VerifyRun): Promise<Step<VerifyCursor, VerifyReport>> {
  const { deps, asked, record } = run
  await deps.warehouse.dropSnapshot(at.snapshot)
  const summary = summarised(at)
  const report = { ...summary, phase: 'done' as const, faults: faultsOf(summary, asked.thresholds) }
  const passed = report.faults.length === 0
  const recorded = asked.dryRun ? null : digestOf(report)
  if (recorded !== null) await recordCheck(deps.registry, record.name, { at: deps.clock(), passed, report: recorded })
  log(report, passed, deps)
  return { cursor: null, report: { ...report, recorded } }
}

function log({ collection, parity, quality, faults }: VerifyReport, passed: boolean, { logger }: OperationDeps): void {
  const { missing, behind, tombstones, foreign } = parity
  const differing = { missing: missing.count, behind: behind.count, tombstones: tombstones.count, foreign: foreign.count }
  const recall = quality.find(({ group }) => group === 'all')?.recall.mean
  const fields = { collection, passed, ...differing, recall, faults: faults.map(({ measure }) => measure) }
  if (passed) logger.info('index.verified', fields)
  else logger.warn('index.verified', fields)
}
