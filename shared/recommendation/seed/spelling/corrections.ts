import type { Filter } from '#shared/index/filter.ts'
import type { TermStatistics } from '#shared/recipe/statistics/rarity.ts'
import { spellingKeys } from '#shared/text/spelling/keys.ts'
import { nearIn } from '#shared/text/spelling/nearest.ts'
import { spelledWords } from '#shared/text/spelling/spelled-words.ts'
import type { SpelledWord } from '#shared/text/spelling/spelled-words.ts'
import { textLanguage } from '#shared/text/words/text-language.ts'
import { termsOf } from '#shared/text/words/terms.ts'
import { tokenize } from '#shared/text/words/tokens.ts'
import type { Reads } from '../../upkeep/reads.ts'

/** The videos that a search may find, whose titles say how words are spelled. */
export interface Findable {
  readonly reads: Reads
  readonly collection: string
  readonly filter: Filter
  readonly rarity: TermStatistics
}

/** Words of one search that are looked up, and titles for each. */
const WORDS = 8
const TITLES = 48
const MAX_KEYS = 96
/** A spelling is a slip where titles have another one at least so many times as often. */
const ODDS = 4

/** How the words of a search that no title spells so are spelled in titles, by the word as it was typed. What is in the catalogue's frozen vocabulary is right. */
export async function correctionsOf(text: string, { reads, collection, filter, rarity }: Findable): Promise<ReadonlyMap<string, string>> {
  const words = spelledWords(text)
  const language = textLanguage(tokenize(text), undefined)
  const stem = (word: string) => termsOf(tokenize(word), language)
  const frequency = (word: string) => Math.min(...stem(word).map((term) => rarity.frequencies.get(term) ?? 0))
  const doubtful = words.filter((word) => word.isRun || frequency(word.written) === 0).slice(0, WORDS)
  if (doubtful.length === 0) return new Map()
  const queries = doubtful.map((word) => ({ keys: spellingKeys(word).slice(0, MAX_KEYS), filter, limit: TITLES }))
  const titles = (await reads.spare((index) => index.spelledLike(collection, queries))) ?? []
  return new Map(
    doubtful.flatMap((word, i) => {
      const others = words.filter((other) => other !== word)
      const meant = meantBy(word, titles[i] ?? [], { others, frequency, stem })
      return meant === undefined ? [] : [[word.written, meant] as const]
    }),
  )
}

interface Context {
  readonly others: readonly SpelledWord[]
  readonly frequency: (word: string) => number
  readonly stem: (word: string) => readonly string[]
}

interface Spelling {
  readonly written: string
  readonly slips: number
  titles: number
  /** Most of the search's other words that one of the titles holds. */
  company: number
}

/** The spelling with the fewest slips, then in the company of most other words of the search, then the most frequent; undefined where the typed one is as good. */
function meantBy(word: SpelledWord, titles: readonly string[], { others, frequency, stem }: Context): string | undefined {
  const own = stem(word.written).join(' ')
  const spellings = new Map<string, Spelling>()
  let asTyped = 0
  for (const title of titles) {
    const near = nearIn(title, word)
    if (near.some(({ written, slips }) => slips === 0 || stem(written).join(' ') === own)) asTyped += 1
    else for (const { written, slips } of near.slice(0, 1)) note(spellings, { written, slips, company: company(title, others) })
  }
  const [best] = Array.from(spellings.values()).sort(
    (a, b) =>
      a.slips - b.slips ||
      b.company - a.company ||
      frequency(b.written) - frequency(a.written) ||
      b.titles - a.titles ||
      (a.written < b.written ? -1 : 1),
  )
  return best !== undefined && best.titles >= ODDS * asTyped ? best.written : undefined
}

function note(spellings: Map<string, Spelling>, { written, slips, company }: Omit<Spelling, 'titles'>): void {
  const known = spellings.get(written) ?? { written, slips, titles: 0, company: 0 }
  spellings.set(written, { ...known, titles: known.titles + 1, company: Math.max(known.company, company) })
}

function company(title: string, others: readonly SpelledWord[]): number {
  return others.filter((other) => nearIn(title, other).length > 0).length
}
