import type { LanguageLevels } from './language-levels.ts'
import { NO_LANGUAGE_LEVELS, pairKey } from './language-levels.ts'

/** A video to compare with others. */
export interface Comparable {
  readonly language: string
}

/** What two videos score with each other. */
export interface Comparison<T> {
  readonly cosine: (a: T, b: T) => number
  /** Of what the first would ask for; not symmetric. */
  readonly words: (a: T, b: T) => number
}

/** Random pairs lie in the middle, related ones in the upper tail. */
const SHARES = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]
/** Pairs that must lie above a quantile: how many of them are related is chance where they are few. */
const ABOVE = 40
/** A language with fewer videos is a slip of the detection, or all about one subject. */
const FEW_VIDEOS = 5
/** From so many on a pair of languages has levels of its own. */
const MIN_VIDEOS = 20
/** With so many videos a pair's own quantiles count as much as those of all pairs: pairs of few videos are not independent of each other. */
const TRUSTED_VIDEOS = 50
/** Cosines that the word score is averaged around. */
const KNOTS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
const MIN_AROUND = 20

/**
 * The levels of scores between languages, from a sample of each language's videos compared all with all. Numbers have four decimals, so that
 * the same sample gives the same bytes on any machine.
 */
export function measureLevels<T extends Comparable>(all: readonly T[], comparison: Comparison<T>): LanguageLevels {
  const counts = new Map<string, number>()
  for (const { language } of all) counts.set(language, (counts.get(language) ?? 0) + 1)
  const sample = all.filter(({ language }) => (counts.get(language) ?? 0) >= FEW_VIDEOS)
  const { same, other, pairs, words } = compareAll(sample, comparison)
  const shares = SHARES.slice(0, Math.min(settled(same), settled(other)))
  if (shares.length === 0) return NO_LANGUAGE_LEVELS
  const pooled = quantiles(other, shares)
  const known = Array.from(pairs).flatMap(([key, cosines]) => {
    const videos = Math.min(...key.split('|').map((language) => counts.get(language) ?? 0))
    const own = quantiles(cosines, shares.slice(0, settled(cosines)))
    return videos < MIN_VIDEOS || own.length === 0 ? [] : [[key, shrunk(own, pooled, videos / (videos + TRUSTED_VIDEOS))] as const]
  })
  return {
    cosines: { shares, same: quantiles(same, shares), other: pooled, pairs: Object.fromEntries(known) },
    words: lackingWords(words),
  }
}

/** Sums and counts of word scores around each knot, within a language and between two. */
type WordSums = Readonly<Record<'same' | 'other', Map<number, { sum: number; count: number }>>>

function compareAll<T extends Comparable>(sample: readonly T[], { cosine, words }: Comparison<T>) {
  const found = { same: [] as number[], other: [] as number[], pairs: new Map<string, number[]>() }
  const sums: WordSums = { same: new Map(), other: new Map() }
  sample.forEach((a, i) => {
    for (const b of sample.slice(0, i)) {
      const near = cosine(a, b)
      const isSame = a.language === b.language
      addAround(sums[isSame ? 'same' : 'other'], near, [words(a, b), words(b, a)])
      found[isSame ? 'same' : 'other'].push(near)
      if (!isSame) collect(found.pairs, pairKey(a.language, b.language), near)
    }
  })
  return { ...found, words: sums }
}

function addAround(sums: WordSums['same'], cosine: number, scores: readonly number[]): void {
  const knot = KNOTS.findIndex((value) => Math.abs(cosine - value) <= 0.05)
  if (knot === -1) return
  const { sum, count } = sums.get(knot) ?? { sum: 0, count: 0 }
  sums.set(knot, { sum: scores.reduce((all, score) => all + score, sum), count: count + scores.length })
}

function collect(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  list.push(value)
}

/** Never less for nearer pairs. */
function lackingWords({ same, other }: WordSums): LanguageLevels['words'] {
  const missing = KNOTS.findIndex((_, knot) => (same.get(knot)?.count ?? 0) < MIN_AROUND)
  const cosines = KNOTS.slice(0, missing === -1 ? KNOTS.length : missing)
  const mean = (sums: WordSums['same'], knot: number) => (sums.get(knot)?.sum ?? 0) / (sums.get(knot)?.count ?? 1)
  const lacks = cosines.map((_, knot) => Math.max(0, mean(same, knot) - mean(other, knot)))
  return { cosines, lacking: lacks.map((_, knot) => rounded(Math.max(...lacks.slice(0, knot + 1)))) }
}

/** Quantiles drawn towards those of all pairs. */
function shrunk(own: readonly number[], all: readonly number[], trust: number): number[] {
  return own.map((value, i) => rounded(trust * value + (1 - trust) * (all[i] ?? value)))
}

/** How many of the shares so many pairs settle. */
function settled({ length }: readonly number[]): number {
  return SHARES.filter((share) => (1 - share) * length >= ABOVE).length
}

function quantiles(cosines: readonly number[], shares: readonly number[]): number[] {
  const sorted = Float64Array.from(cosines).sort()
  return shares.map((share) => rounded(sorted[Math.floor(share * sorted.length)] ?? 0))
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
