import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { collectionNamed } from '#shared/index/registry-change.ts'
import type { Backfill, CollectionRecord } from '#shared/index/registry.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import type { Operation, OperationDeps, Step } from '../../operation.ts'
import { beginPass, goOn, pass, settlingMs } from './catch-up.ts'
import type { Pass } from './catch-up.ts'
import { claim, collectionToFill, progressed, release, whileAlive } from './claim.ts'
import { fill } from './fill.ts'
import { indexed, join } from './join.ts'
import { backfillReport, NOTHING, tally, type BackfillReport, type Tally } from './report.ts'

const input = z.object({
  /** Missing: the only one that waits to be filled. */
  collection: z.string().optional(),
  dryRun: z.boolean().default(false),
})

const cursor = z.object({ runner: z.string(), collection: z.string(), tally, pass: pass.nullable() })

export type BackfillInput = z.input<typeof input>
export type BackfillCursor = z.output<typeof cursor>

type BackfillStep = Step<BackfillCursor, BackfillReport>

/** A backfill at work: who, on what, and how to tell of it. */
interface Run {
  readonly deps: OperationDeps
  readonly context: OperationDeps & { readonly statistics: ReturnType<typeof createStatistics> }
  readonly at: BackfillCursor
  readonly signal: AbortSignal
  readonly tell: (report: BackfillReport) => void
}

/**
 * Fills a collection from a snapshot of the warehouse, makes it live, and catches up with all that was stored since: afterwards it holds
 * whatever the warehouse does. Where it stands is in the registry, so that any process goes on from there.
 */
export const BACKFILL: Operation<BackfillInput, BackfillCursor, BackfillReport> = {
  name: 'backfill',
  summary: 'Fills a new collection from the warehouse, makes it live and catches up',
  access: 'write',
  input,
  cursor,
  report: backfillReport,
  step: async (asked, from, deps, signal, tell = () => undefined) => {
    const named = collectionToFill(await deps.registry.read(), from?.collection ?? asked.collection)
    if (asked.dryRun === true) return { cursor: null, report: await planned(deps, named) }
    if (named.backfill?.closedAt !== undefined) return { cursor: null, report: reportOf(deps, named, 'closed', NOTHING) }
    const at = from ?? { runner: randomUUID(), collection: named.name, tally: NOTHING, pass: null }
    const record = await claim(deps, named, at.runner, signal)
    const context = { ...deps, statistics: createStatistics(deps.artefacts) }
    return whileAlive(deps, record.name, at.runner, signal, async (alive) => {
      try {
        return await goOnFrom(withBackfill(record), { deps, context, at, signal: alive, tell })
      } catch (error) {
        await release(deps, record.name, at.runner).catch(() => undefined)
        throw error
      }
    })
  },
}

/** A report without any work. */
async function planned(deps: OperationDeps, record: CollectionRecord): Promise<BackfillReport> {
  const { videos } = record.backfill ?? (await deps.warehouse.count())
  return { ...reportOf(deps, record, 'planned', NOTHING), videos }
}

async function goOnFrom(record: CollectionRecord & { readonly backfill: Backfill }, run: Run): Promise<BackfillStep> {
  if (record.state === 'live') return catchUp(record, run)
  const { deps, context, at, signal, tell } = run
  const filling = {
    deps,
    context,
    record,
    signal,
    tell: (backfill: Backfill, done: Tally) => tell(reportOf(deps, { ...record, backfill }, 'filling', done)),
  }
  const { complete, done } = await fill(filling, at.tally)
  const filled = { ...run, at: { ...at, tally: done } }
  if (!complete) return unfinished(filled, 'filling')
  tell(reportOf(deps, withBackfill(collectionNamed(await deps.registry.read(), record.name)), 'indexing', done))
  if (!(await indexed(deps, record.name, signal))) return unfinished(filled, 'indexing')
  const joined = withBackfill(await join(deps, record, at.runner))
  deps.logger.info('index.joined', { collection: record.name, revision: joined.backfill.joined?.revision })
  await deps.warehouse.dropSnapshot(joined.backfill.snapshot)
  return catchUp(joined, filled)
}

/** Looks again and again at what was stored since the snapshot, until a look that began when all had settled finds nothing missing. */
async function catchUp(record: CollectionRecord & { readonly backfill: Backfill }, run: Run): Promise<BackfillStep> {
  const { deps, context, at, signal, tell } = run
  const begun = at.pass ?? (await beginPass(deps, record))
  const { pass, complete } = await goOn(deps, record, begun, context, signal)
  const looked: BackfillCursor = { ...at, pass: complete ? null : pass, tally: { ...at.tally, missing: pass.missing } }
  if (!complete) return unfinished({ ...run, at: looked }, 'joined')
  if (isLast(pass, record.backfill, deps)) return close(record, { ...run, at: looked })
  tell(reportOf(deps, record, 'joined', looked.tally))
  await settled(record.backfill, deps, signal)
  return signal.aborted ? unfinished({ ...run, at: looked }, 'joined') : catchUp(record, { ...run, at: looked })
}

function isLast({ startedAt, missing }: Pass, { joined }: Backfill, deps: OperationDeps): boolean {
  return joined !== undefined && missing === 0 && startedAt >= joined.at + settlingMs(deps)
}

async function settled({ joined }: Backfill, deps: OperationDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && joined !== undefined && deps.clock() < joined.at + settlingMs(deps)) await deps.sleep(500, signal)
}

async function close({ name }: CollectionRecord, { deps, at }: Run): Promise<BackfillStep> {
  const record = await progressed(deps, name, at.runner, { closedAt: deps.clock() })
  deps.logger.info('index.caught-up', { collection: name })
  return { cursor: null, report: reportOf(deps, record, 'closed', at.tally) }
}

async function unfinished({ deps, at }: Run, phase: BackfillReport['phase']): Promise<BackfillStep> {
  const record = collectionNamed(await deps.registry.read(), at.collection)
  return { cursor: at, report: reportOf(deps, record, phase, at.tally) }
}

function reportOf(deps: OperationDeps, { name, backfill }: CollectionRecord, phase: BackfillReport['phase'], done: Tally): BackfillReport {
  const { videos = 0, placed = 0, joined } = backfill ?? {}
  const settlesAt = joined === undefined ? null : new Date(joined.at + settlingMs(deps)).toISOString()
  return { ...done, collection: name, phase, videos, placed, settlesAt }
}

function withBackfill(record: CollectionRecord): CollectionRecord & { readonly backfill: Backfill } {
  const { backfill } = record
  if (backfill !== undefined) return { ...record, backfill }
  throw new UpnextError('conflict', `The registry no longer knows of a backfill of ${record.name}.`, {
    fix: 'Look at `upnext index status`.',
  })
}
