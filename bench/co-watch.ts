/**
 * Co-watch against popularity and plain counts, on made-up watches with a known structure: the last fifth of what every viewer watched is
 * looked for, from the video watched before it.
 *
 *     npm run bench:co-watch [-- --seeds 5 --viewers 1200]
 */
import { Command } from 'commander'
import { meanInterval } from '#shared/evaluation/interval.ts'
import { CO_WATCH } from '#shared/watches/co-watch.ts'
import { compareOn } from './taste/compare.ts'
import { TASTES, tasteWatches } from './taste/watches.ts'
import { machineLine, printTable } from './report.ts'

const command = new Command('npm run bench:co-watch --')
  .option('--seeds <count>', 'data sets', Number, 5)
  .option('--viewers <count>', 'viewers of each', Number, TASTES.viewers)
  .parse()
const { seeds, viewers } = command.opts<{ seeds: number; viewers: number }>()

const runs = Array.from({ length: seeds }, (_, i) => {
  const tastes = { ...TASTES, seed: TASTES.seed + i, viewers }
  return compareOn(tasteWatches(tastes), CO_WATCH, tastes.now)
})
const digits = (value: number) => value.toFixed(3)
const rows = Array.from(
  Map.groupBy(runs.flat(), ({ name }) => name),
  ([name, all]) => {
    const [ndcg, recall] = [meanInterval(all.flatMap((run) => run.ndcg)), meanInterval(all.flatMap((run) => run.recall))]
    return [name, ...[ndcg, recall].map(({ mean, low, high }) => `${digits(mean)} (${digits(low)} to ${digits(high)})`)]
  },
)
printTable(['method', 'nDCG@10 (95 %)', 'recall@10 (95 %)'], rows)
console.log(`${seeds} data sets of ${viewers} viewers, seeds from ${TASTES.seed}; ${machineLine()}`)
