import { appendFile, readFile, truncate } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Stores } from '#infra/adapters.ts'
import { UpnextError } from '#shared/errors.ts'
import { readJudgements, type Judgement } from '#shared/evaluation/judgement.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import type { Video } from '#shared/video/event.ts'
import { createCommand, wholeNumber } from '../command.ts'
import type { CliContext } from '../context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { drawPairs, type DrawnPair } from '../label/draw.ts'
import { keysOf } from '../label/keys.ts'
import { withStores } from '../stores.ts'
import { colorsFor } from '../terminal/colors.ts'
import { show, type CommonOptions } from '../terminal/output.ts'
import { printable, shorten } from '../terminal/table.ts'

interface LabelOptions extends CommonOptions {
  readonly out: string
  readonly seed: number
  readonly pairs: number
}

const ANSWERS: Readonly<Record<string, boolean | null>> = { y: true, n: false, s: null }
const DESCRIPTION = 400

export function labelCommand(context: CliContext, exit: (code: ExitCode) => void): Command {
  return createCommand('label', 'judge pairs of your own catalogue: related or not; for calibrate and eval', context)
    .requiredOption('--out <file>', 'where judgements go, one JSON value a line; what is there is gone on with')
    .option('--seed <n>', 'what chance goes by', wholeNumber(1, 2 ** 32 - 1), 1)
    .option('--pairs <n>', 'pairs to judge in all', wholeNumber(1, 100_000), 300)
    .action(async (options: LabelOptions) => exit(await label(options, context)))
}

/** Shows pair after pair and writes down each answer at once, until all are judged or the operator has had enough. */
async function label(options: LabelOptions, context: CliContext): Promise<ExitCode> {
  const before = await judgementsIn(options.out)
  const judged = await withStores(context, { readOnly: true }, (stores) => judge(stores, before, options, context))
  const all = [...before, ...judged]
  const count = (related: Judgement['related']) => all.filter((one) => one.related === related).length
  const report = { judgements: all.length, related: count(true), unrelated: count(false), skipped: count(null) }
  show(context, options, report, () => `${report.judgements} pairs in ${options.out}: ${report.related} related, ${report.unrelated} not`)
  return EXIT.ok
}

async function judge(
  stores: Stores,
  before: readonly Judgement[],
  options: LabelOptions,
  context: CliContext,
): Promise<readonly Judgement[]> {
  const { collections, aliases } = await stores.registry.read()
  const served = collections.find(({ name }) => name === aliases[SERVING_ALIAS])
  if (served === undefined) throw new UpnextError('unavailable', 'No collection is served yet.', { fix: 'Publish some events first.' })
  const { name: collection, recipe } = served
  const statistics = createStatistics(stores.artefacts)
  const [rarity, levels] = await Promise.all([statistics.rarity(recipe), statistics.languages(recipe)])
  const keys = keysOf(context.stdin)
  const known = new Set(before.map(keyOf))
  const judged: Judgement[] = []
  try {
    for await (const pair of drawPairs({ ...stores, collection, recipe, rarity, levels, ...options, now: context.clock() })) {
      if (known.has(keyOf(pair))) continue
      context.stderr.write(`${await pairText(pair, stores, before.length + judged.length, options.pairs, context)}\n`)
      const related = await answer(keys)
      if (related === undefined) break
      const judgement = { ...pair, related }
      await appendFile(options.out, `${JSON.stringify(judgement)}\n`)
      judged.push(judgement)
    }
    return judged
  } finally {
    await keys.return(undefined)
  }
}

/** Undefined when the operator has had enough; keys that mean nothing are passed over. */
async function answer(keys: AsyncGenerator<string, undefined>): Promise<boolean | null | undefined> {
  for (;;) {
    const { value, done } = await keys.next()
    if (done === true || value === 'q') return undefined
    const related = ANSWERS[value]
    if (related !== undefined) return related
  }
}

async function judgementsIn(file: string): Promise<readonly Judgement[]> {
  try {
    const text = await readFile(file, 'utf8')
    const judgements = readJudgements(text)
    // What a killed process left unfinished is judged again.
    if (judgements.length > 0) await truncate(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)))
    return judgements
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new UpnextError('configuration', `${file} holds something else than judgements.`, { fix: 'Name another file.', cause })
  }
}

async function pairText(
  { seed, candidate }: DrawnPair,
  { warehouse }: Stores,
  done: number,
  all: number,
  context: CliContext,
): Promise<string> {
  const { bold, dim } = colorsFor(context.stderr)
  const changes = await warehouse.changesOf([seed, candidate])
  const [one, other] = [seed, candidate].map((id) => videoText(id, changes.get(id)?.document ?? undefined, bold))
  const question = `${done + 1} of ${all}: would one who watches the first want the second next, for what it is about?`
  return ['', dim(question), one, '', other, dim('[y] yes  [n] no  [s] cannot say  [q] enough')].join('\n')
}

function videoText(id: string, video: Video | undefined, bold: (text: string) => string): string {
  const { title = '', description = '', tags = [] } = video ?? {}
  const lines = [bold(printable(title === '' ? id : title)), shorten(printable(description), DESCRIPTION), printable(tags.join(', '))]
  return lines.filter((line) => line !== '').join('\n')
}

function keyOf({ seed, candidate }: DrawnPair): string {
  return JSON.stringify([seed, candidate])
}
