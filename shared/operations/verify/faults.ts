import type { Found, VerifyReport } from './report.ts'
import type { Thresholds } from './thresholds.ts'

type Fault = VerifyReport['faults'][number]

const DIFFERENCES = {
  missing: 'missing videos',
  behind: 'videos in an earlier state',
  tombstones: 'deletes that are not there',
  foreign: 'videos that the recipe does not make so',
  ahead: 'points ahead of the warehouse',
} as const

/** Every threshold that the measures do not keep. */
export function faultsOf({ parity, quality, latency, exposure, relevance }: VerifyReport, thresholds: Thresholds): Fault[] {
  const differences = Object.entries(DIFFERENCES) as [keyof typeof DIFFERENCES, string][]
  return [
    ...differences.flatMap(([kind, words]) => difference(kind, words, parity[kind], thresholds[kind])),
    ...quality.flatMap((one) => qualityFaults(one, thresholds)),
    ...latencyFaults(latency, thresholds),
    ...exposure.flatMap((one) => exposureFaults(one, thresholds)),
    ...relevance.flatMap((one) => relevanceFaults(one, thresholds)),
  ]
}

function difference(measure: string, words: string, { count, ids }: Found, most: number | null): Fault[] {
  if (most === null || count <= most) return []
  return [{ measure, text: `${words}: ${count} (${ids.join(', ')}${ids.length < count ? ', …' : ''})` }]
}

function qualityFaults({ group, seeds, recall, overlap }: VerifyReport['quality'][number], thresholds: Thresholds): Fault[] {
  const isAll = group === 'all'
  if (!isAll && seeds < thresholds.groupSeeds) return []
  const least = isAll ? thresholds.recall : thresholds.groupRecall
  const of = isAll ? '' : ` of ${group}`
  const low = recall.mean < least ? [{ measure: 'recall', text: `recall@20${of} is ${shown(recall.mean)}, under ${shown(least)}` }] : []
  if (!isAll || overlap === null || thresholds.overlap === null || overlap.mean >= thresholds.overlap) return low
  return [...low, { measure: 'overlap', text: `overlap@10 is ${shown(overlap.mean)}, under ${shown(thresholds.overlap)}` }]
}

function latencyFaults(latency: VerifyReport['latency'], { p95Ms }: Thresholds): Fault[] {
  if (latency === null || p95Ms === null || latency.p95 <= p95Ms) return []
  return [{ measure: 'latency', text: `95 of 100 searches take up to ${latency.p95.toFixed(0)} ms, over ${p95Ms} ms` }]
}

function exposureFaults({ mix, ratio, places }: VerifyReport['exposure'][number], thresholds: Thresholds): Fault[] {
  if (thresholds.exposure === null || places < thresholds.exposurePlaces || ratio >= thresholds.exposure) return []
  return [{ measure: 'exposure', text: `the field mix ${mix} has ${shown(ratio)} of its share of places, under ${thresholds.exposure}` }]
}

function relevanceFaults({ truth, metrics }: VerifyReport['relevance'][number], { relevanceLoss }: Thresholds): Fault[] {
  const gain = metrics.find(({ metric }) => metric === 'nDCG@10')?.gain
  if (gain === undefined || gain === null || gain.high >= -relevanceLoss) return []
  return [
    { measure: 'relevance', text: `nDCG@10 of ${truth} is ${shown(-gain.mean)} lower than what serves, at least ${shown(-gain.high)}` },
  ]
}

function shown(value: number): string {
  return value.toFixed(3)
}
