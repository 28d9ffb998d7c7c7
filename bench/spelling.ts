/**
 * How often a search finds the video whose title it quotes, when a word of it is misspelled: two words of titles, the longer one with one or
 * two slips, with spelling forgiven and taken as it is.
 *
 *     npm run bench:spelling -- --events FILE... [--searches 200]
 */
import { quantile } from '#shared/evaluation/interval.ts'
import { seededRandom } from '#shared/evaluation/random.ts'
import type { TextReader } from '#shared/recommendation/seed/text-content.ts'
import { spelledWords } from '#shared/text/spelling/spelled-words.ts'
import { benchCommand } from './options.ts'
import { machineLine, printTable } from './report.ts'
import { withTrialSearch, type Ask } from './trial-search.ts'

const ITEMS = 10

interface Search {
  readonly id: string
  readonly words: readonly [misspelled: string, other: string]
}

/** One letter left out, doubled, taken for its neighbour in the alphabet, or swapped with the next. */
function slip(word: string, random: () => number): string {
  const letters = Array.from(word)
  const at = Math.floor(random() * (letters.length - 1))
  const [letter = '', next = ''] = letters.slice(at, at + 2)
  const another = String.fromCodePoint((letter.codePointAt(0) ?? 0) + 1)
  const ways = [[next], [letter, letter, next], [another, next], [next, letter]]
  return letters.toSpliced(at, 2, ...(ways[Math.floor(random() * ways.length)] ?? [])).join('')
}

async function found(ask: Ask, searches: readonly Search[], misspell: (word: string) => string): Promise<readonly string[]> {
  const [times, hits]: [number[], number[]] = [[], []]
  for (const { id, words } of searches) {
    const start = performance.now()
    const { items } = await ask({ text: `${misspell(words[0])} ${words[1]}`, limit: ITEMS })
    times.push(performance.now() - start)
    hits.push(Number(items.some((item) => item.id === id)))
  }
  const share = hits.reduce((sum, hit) => sum + hit, 0) / searches.length
  return [`${(100 * share).toFixed(0)} %`, quantile(Float64Array.from(times).sort(), 0.5).toFixed(0)]
}

async function main(): Promise<void> {
  const options = benchCommand('bench:spelling', 'How often a misspelled search finds what it quotes.')
    .option('--searches <n>', 'searches', Number, 200)
    .parse()
    .opts<{ events: readonly string[]; searches: number }>()
  await withTrialSearch(options.events, async ({ videos, searching }) => {
    const random = seededRandom(7)
    const searches = videos
      .map(({ id, title }) => ({ id, words: spelledWords(title).map(({ written }) => written) }))
      .map(({ id, words }) => ({ id, words: words.toSorted((a, b) => b.length - a.length).slice(0, 2), order: random() }))
      .flatMap(({ id, words: [longer, other], order }) =>
        longer === undefined || other === undefined || longer.length < 6 ? [] : [{ id, words: [longer, other] as const, order }],
      )
      .sort((a, b) => a.order - b.order)
      .slice(0, options.searches)
    const literally =
      (usual: TextReader): TextReader =>
      (text, recipe) =>
        usual(text, recipe)
    const rows: (readonly string[])[] = []
    for (const [name, slips] of [
      ['as in the title', 0],
      ['one slip', 1],
      ['two slips', 2],
    ] as const) {
      const misspell = (word: string) => Array.from({ length: slips }).reduce<string>((letters) => slip(letters, random), word)
      const typed = new Map(searches.map(({ words }) => [words[0], misspell(words[0])]))
      const ways = [searching(), searching(literally)]
      const cells = await Promise.all(ways.map((ask) => found(ask, searches, (word) => typed.get(word) ?? word)))
      rows.push([name, ...cells.flat()])
    }
    printTable(['spelled', 'forgiven: found', 'p50 ms', 'literally: found', 'p50 ms'], rows)
    console.log(machineLine())
  })
}

await main()
