import type { Seed } from '#shared/index/video-index.ts'
import { patiently } from '../lifecycle/patience.ts'
import type { SeedRow } from './cursor.ts'
import { added } from './parity.ts'
import { advancedTo, proceeded, type Phase, type VerifyRun } from './run.ts'
import { membersOf } from './sample.ts'
import { BEST, recallOf, searchFrom } from './search.ts'

/** Vectors of one text by one recipe differ by the batch they were made in, no more than this. */
const SAME_VECTOR = 0.99

/** Searches from the sample, one after the other, so that each is timed by itself. */
export const measureSearches: Phase = async (from, run) => {
  const members = membersOf(from.sample)
  let at = from
  for (const member of members.slice(at.report.progress.done)) {
    if (run.signal.aborted) return at
    const row = await patiently(() => measured(member, run), run.deps, run.signal)
    const foreign = row?.foreign === true && !at.report.parity.foreign.ids.includes(member.id) ? [member] : []
    const parity = { ...at.report.parity, foreign: added(at.report.parity.foreign, foreign) }
    at = { ...at, seeds: row === undefined ? at.seeds : [...at.seeds, row], report: { ...at.report, parity } }
    at = proceeded(at, { done: at.report.progress.done + 1, total: members.length }, run)
  }
  return advancedTo('relevance', at, 0)
}

/** Undefined for a video that no answer is made from: it has no vector, or may not be shown. */
async function measured({ id, groups }: { id: string; groups: readonly string[] }, run: VerifyRun): Promise<SeedRow | undefined> {
  const { deps, record, serving, statistics } = run
  const seed = (await deps.index.seeds(record.name, [id])).get(id)
  if (seed?.vector === undefined || seed.ranking.standing !== 'shown') return undefined
  const searching = { ...deps, statistics }
  const { found, ranked, mixes, ms } = await searchFrom(seed, record, searching)
  const recall = await recallOf(seed, found, record, searching)
  const now = serving && (await deps.index.seeds(serving.name, [id])).get(id)
  const served = serving && now && (await searchFrom(now, serving, searching)).ranked
  return {
    id,
    groups: [...groups],
    recall: recall ?? null,
    overlap: served === undefined ? null : overlapOf(ranked, served),
    ms,
    mixes: [...mixes],
    foreign: await isForeign(seed, run),
  }
}

function overlapOf(a: readonly string[], b: readonly string[]): number {
  const best = new Set(b.slice(0, BEST))
  const both = a.slice(0, BEST).filter((id) => best.has(id)).length
  return both / Math.max(1, Math.min(BEST, Math.max(a.length, b.length)))
}

/** Whether the warehouse has another vector for these texts by this recipe. */
async function isForeign({ id, textHash, vector }: Seed, { deps, digest }: VerifyRun): Promise<boolean> {
  const made = (await deps.warehouse.vectorsOf(digest, [id])).get(id)?.find((row) => row.textHash === textHash)?.vector
  if (made === undefined || vector === undefined) return false
  return vector.reduce((sum, value, i) => sum + value * (made[i] ?? 0), 0) < SAME_VECTOR
}
