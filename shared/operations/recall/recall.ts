import { z } from 'zod'
import { collectionNamed, recordWatch } from '#shared/index/registry-change.ts'
import { resolveAlias, SERVING_ALIAS } from '#shared/index/registry.ts'
import type { CollectionRecord } from '#shared/index/registry.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import { patiently } from '../lifecycle/patience.ts'
import type { Operation, OperationDeps, Step } from '../operation.ts'
import { drawSeeds } from './draw.ts'
import { measureRecall, summariseRecall } from './measure.ts'
import { recallCursor, recallReport, type RecallCursor, type RecallReport } from './report.ts'

/** Seeds that one pass over the warehouse's vectors serves. */
const GROUP = 250

const input = z.object({
  /** Seeds of all videos, and of each language, at most. */
  seeds: z.int().min(1).max(500).default(40),
  /** What the videos are drawn by; missing: by the day, so that every day looks at others. */
  chance: z.int().min(1).optional(),
})

export type RecallInput = z.input<typeof input>

const DAY_MS = 24 * 60 * 60 * 1000

/** Watches the collection that serves: what a verification says once, this says every day, and leaves the index in peace. */
export const RECALL: Operation<RecallInput, RecallCursor, RecallReport> = {
  name: 'recall',
  summary: 'Watches what serves: recall by language against the warehouse, coverage, lag',
  access: 'write',
  input,
  cursor: recallCursor,
  report: recallReport,
  step: async (asked, from, deps, signal, tell = () => undefined) => {
    const { seeds, chance = Math.floor(deps.clock() / DAY_MS) } = input.parse(asked)
    const state = await deps.registry.read()
    const record = from === null ? resolveAlias(state, SERVING_ALIAS) : collectionNamed(state, from.report.collection)
    const begun = from ?? (await patiently(() => begin(record, { seeds, chance }, deps), deps, signal))
    const at = await measured(begun, record, deps, signal, tell)
    return at.report.done < at.report.seeds ? { cursor: at, report: at.report } : finish(at, record, deps)
  },
}

async function begin(record: CollectionRecord, draw: { seeds: number; chance: number }, deps: OperationDeps): Promise<RecallCursor> {
  const [{ members, coverage }, last] = await Promise.all([drawSeeds(record, draw, deps), deps.warehouse.lastIngestedAt()])
  const lagMs = last === undefined ? null : Math.max(0, deps.clock() - last)
  return { members, rows: [], report: { collection: record.name, seeds: members.length, done: 0, recall: [], coverage, lagMs } }
}

async function measured(
  from: RecallCursor,
  record: CollectionRecord,
  deps: OperationDeps,
  signal: AbortSignal,
  tell: (report: RecallReport) => void,
): Promise<RecallCursor> {
  const searching = { ...deps, statistics: createStatistics(deps.artefacts) }
  let at = from
  while (at.report.done < at.report.seeds && !signal.aborted) {
    const { done } = at.report
    const group = at.members.slice(done, done + GROUP)
    const rows = [...at.rows, ...(await patiently(() => measureRecall(group, record, searching), deps, signal))]
    at = { ...at, rows, report: { ...at.report, done: done + group.length, recall: summariseRecall(rows) } }
    tell(at.report)
  }
  return at
}

async function finish(
  { report }: RecallCursor,
  { name }: CollectionRecord,
  deps: OperationDeps,
): Promise<Step<RecallCursor, RecallReport>> {
  const { recall, coverage, lagMs } = report
  const [all] = recall
  const { share, videos, missing } = coverage
  const { mean = null, low = null, high = null } = all ?? {}
  await recordWatch(deps.registry, name, { at: deps.clock(), recall: mean, seeds: all?.seeds ?? 0, coverage: share, lagMs })
  for (const { group, seeds, mean, low, high } of recall.slice(1)) {
    deps.logger.info('index.recall-by-language', { collection: name, language: group.replace('language ', ''), seeds, mean, low, high })
  }
  if (mean !== null) deps.logger.info('index.recall', { collection: name, seeds: all?.seeds, mean, low, high })
  deps.logger.info('index.coverage', { collection: name, share, videos, missing: missing.length, ids: missing.slice(0, 20) })
  if (lagMs !== null) deps.logger.info('index.lag', { collection: name, lagMs })
  return { cursor: null, report }
}
