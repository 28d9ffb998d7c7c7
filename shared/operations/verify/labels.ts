import { readGroundTruth, type GroundTruth } from '#shared/evaluation/ground-truth.ts'
import { METRICS, RANKING_DEPTH } from '#shared/evaluation/metrics.ts'
import type { CollectionRecord } from '#shared/index/registry.ts'
import { patiently } from '../lifecycle/patience.ts'
import type { TruthRow } from './cursor.ts'
import { advancedTo, proceeded, type Phase, type VerifyRun } from './run.ts'
import { searchFrom } from './search.ts'

const HEADS_A_CALL = 1000
/** Seeds at most of each ground truth. */
const LABELLED = 500

/** Ranks for labelled seeds, in the collection and in the one that serves. */
export const compareTruths: Phase = async (from, run) => {
  const seeds = (await truthsOf(run)).flatMap((truth) =>
    Array.from(truth.related).map(([id, related]) => ({ name: truth.name, id, related })),
  )
  let at = from
  for (const { name, id, related } of seeds.slice(at.truths.length)) {
    if (run.signal.aborted) return at
    const row = await patiently(() => compared(name, id, related, run), run.deps, run.signal)
    at = proceeded({ ...at, truths: [...at.truths, row] }, { done: at.truths.length + 1, total: seeds.length }, run)
  }
  return advancedTo('done', at, 0)
}

async function compared(truth: string, id: string, related: ReadonlySet<string>, run: VerifyRun): Promise<TruthRow> {
  const of = async (record: CollectionRecord) => metricsOf(await rankingOf(id, record, run), related)
  return { truth, method: await of(run.record), baseline: run.serving === undefined ? {} : await of(run.serving) }
}

function metricsOf(ranking: readonly string[], related: ReadonlySet<string>): Record<string, number> {
  return Object.fromEntries(Object.entries(METRICS).map(([name, metric]) => [name, metric(ranking, related)]))
}

async function rankingOf(id: string, record: CollectionRecord, { deps, statistics }: VerifyRun): Promise<readonly string[]> {
  const seed = (await deps.index.seeds(record.name, [id])).get(id)
  return seed === undefined ? [] : (await searchFrom(seed, record, { ...deps, statistics })).ranked.slice(0, RANKING_DEPTH)
}

async function truthsOf({ asked, deps, record }: VerifyRun): Promise<readonly GroundTruth[]> {
  const files = Object.entries(asked.related)
  const named = Array.from(new Set(files.flatMap(([, related]) => Object.entries(related).flat(2))))
  const known = new Set<string>()
  for (let start = 0; start < named.length; start += HEADS_A_CALL) {
    const heads = await deps.index.heads(record.name, named.slice(start, start + HEADS_A_CALL))
    for (const [id, { order }] of heads) if (!order.deleted) known.add(id)
  }
  const truths = files.map(([name, json]) => readGroundTruth(name, json, known))
  return truths.map((truth) => ({ ...truth, related: new Map([...truth.related].slice(0, LABELLED)) }))
}
