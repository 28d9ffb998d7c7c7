/**
 * Co-watch against popularity and plain counts, on made-up watches with a known structure: the last fifth of what every viewer watched is
 * looked for, from the video watched before it and from the ten watched before it.
 *
 *     npm run bench:co-watch [-- --seeds 3 --viewers 700]
 */
import { Command } from 'commander'
import { meanInterval, type Interval } from '#shared/evaluation/interval.ts'
import { CO_WATCH } from '#shared/watches/co-watch.ts'
import { compareOn } from '#test/support/taste/compare.ts'
import { TASTES, tasteWatches } from '#test/support/taste/watches.ts'
import { machineLine, printTable } from './report.ts'

const command = new Command('npm run bench:co-watch --')
  .option('--seeds <count>', 'data sets', Number, 3)
  .option('--viewers <count>', 'viewers of each', Number, TASTES.viewers)
  .parse()
const { seeds, viewers } = command.opts<{ seeds: number; viewers: number }>()

function measured(before: number): string[][] {
  const runs = Array.from({ length: seeds }, (_, i) => {
    const tastes = { ...TASTES, seed: TASTES.seed + i, viewers }
    return compareOn(tasteWatches(tastes), CO_WATCH, tastes.now, before)
  })
  return Array.from(
    Map.groupBy(runs.flat(), ({ name }) => name),
    ([name, all]) => {
      const intervals = [meanInterval(all.flatMap((run) => run.ndcg)), meanInterval(all.flatMap((run) => run.recall))]
      return [String(before), name, ...intervals.map(text)]
    },
  )
}

function text({ mean, low, high }: Interval): string {
  return `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`
}

printTable(['from videos', 'method', 'nDCG@10 (95 %)', 'recall@10 (95 %)'], [1, 10].flatMap(measured))
console.log(`${seeds} data sets of ${viewers} viewers, seeds from ${TASTES.seed}; ${machineLine()}`)
