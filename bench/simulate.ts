/**
 * Made-up viewers with tastes watch videos for some days, through the real functions: half of them get shelves without the tiers that go by
 * contents. Cold videos arrive each day. Writes a page with plots; the same seed gives the same page.
 *
 *     npm run simulate [-- --events FILE... --days 14 --viewers 300 --videos 400 --seed 1 --html simulation.html]
 */
import { globSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { openEmbedders } from '#infra/adapters.ts'
import { verdictText } from '#infra/cli/report/experiment-text.ts'
import { loadConfig } from '#shared/config.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { machineLine, printTable } from './report.ts'
import { liftText, reportPage, SUMMARY_HEAD, summaryRows } from './simulate/report.ts'
import { simulate } from './simulate/run.ts'

const gather = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
const command = new Command('npm run simulate --')
  .description('Shows what content tiers do for videos that nobody knows.')
  .option('--events <file>', 'file of events (.jsonl or .jsonl.gz); may be given again; default: the example catalogue', gather)
  .option('--days <count>', 'simulated days', Number, 14)
  .option('--viewers <count>', 'viewers', Number, 300)
  .option('--videos <count>', 'videos at most', Number, 400)
  .option('--cold <share>', 'share of them that arrives during the days', Number, 0.3)
  .option('--visits <chance>', 'chance that a viewer comes on a day', Number, 0.6)
  .option('--seed <number>', 'of everything that is drawn', Number, 1)
  .option('--html <file>', 'where the page goes', 'simulation.html')
  .parse()

interface Options {
  readonly events?: readonly string[]
  readonly days: number
  readonly viewers: number
  readonly videos: number
  readonly cold: number
  readonly visits: number
  readonly seed: number
  readonly html: string
}

const { events, html, ...options } = command.opts<Options>()
const embedders = openEmbedders(loadConfig())
const simulation = await simulate({
  ...options,
  files: events ?? globSync('examples/catalogue/*.jsonl').sort(),
  recipe: DEFAULT_RECIPE,
  embedders: embedders.lookup,
  start: Date.parse('2026-03-02T00:00:00Z'),
  onDay: (day) => console.error(`day ${day + 1} of ${options.days}`),
}).finally(() => embedders.close())

await writeFile(html, reportPage(simulation))
printTable(SUMMARY_HEAD, summaryRows(simulation))
console.log(`On low-signal videos, content tiers brought ${liftText(simulation)}.`)
console.log(`By \`upnext report ab\`: ${verdictText(simulation.experiment)}`)
console.log(`Plots: ${html}`)
console.log(`seed ${options.seed}; ${machineLine()}`)
