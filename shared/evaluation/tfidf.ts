import { eng } from 'stopword'

/** What a lexical baseline knows of a catalogue: who is nearest to the document at a position. */
export interface TfidfIndex {
  /** Positions of the nearest other documents, best first; equal scores in the order of the catalogue. Documents without a common term are left out. */
  nearest(position: number, limit: number): readonly number[]
}

type Weights = ReadonlyMap<string, number>

const STOP_WORDS: ReadonlySet<string> = new Set(eng)

/**
 * TF-IDF cosine by the formula of scikit-learn's TfidfVectorizer with `sublinear_tf` and English stop words, the strongest of its plain settings:
 * lower case, words of two letters or more, (1 + ln count) x (ln((1 + N) / (1 + df)) + 1), unit length. The baseline to beat.
 */
export function buildTfidf(texts: readonly string[]): TfidfIndex {
  const counts = texts.map(termCounts)
  const frequencies = documentFrequencies(counts)
  const documents = counts.map((terms) => weigh(terms, frequencies, texts.length))
  const postings = invert(documents)
  return { nearest: (position, limit) => best(scores(documents[position], postings, texts.length), position, limit) }
}

function termCounts(text: string): Weights {
  const counts = new Map<string, number>()
  for (const [term] of text.toLowerCase().matchAll(/[\p{L}\p{N}_]{2,}/gu)) {
    if (!STOP_WORDS.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return counts
}

function documentFrequencies(documents: readonly Weights[]): Weights {
  const frequencies = new Map<string, number>()
  for (const term of documents.flatMap((document) => [...document.keys()])) frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
  return frequencies
}

function weigh(counts: Weights, frequencies: Weights, documents: number): Weights {
  const idf = (term: string) => Math.log((1 + documents) / (1 + (frequencies.get(term) ?? 0))) + 1
  const raw = [...counts].map(([term, count]) => [term, (1 + Math.log(count)) * idf(term)] as const)
  const length = Math.hypot(...raw.map(([, weight]) => weight))
  return new Map(raw.map(([term, weight]) => [term, weight / length]))
}

function invert(documents: readonly Weights[]): ReadonlyMap<string, readonly (readonly [position: number, weight: number])[]> {
  const postings = new Map<string, [number, number][]>()
  for (const [position, document] of documents.entries()) {
    for (const [term, weight] of document) {
      const list = postings.get(term)
      if (list === undefined) postings.set(term, [[position, weight]])
      else list.push([position, weight])
    }
  }
  return postings
}

function scores(query: Weights = new Map(), postings: ReturnType<typeof invert>, documents: number): Float64Array {
  const sums = new Float64Array(documents)
  for (const [term, weight] of query) {
    for (const [position, other] of postings.get(term) ?? []) sums[position] = (sums[position] ?? 0) + weight * other
  }
  return sums
}

function best(sums: Float64Array, self: number, limit: number): readonly number[] {
  return Array.from(sums, (score, position) => ({ score, position }))
    .filter(({ score, position }) => score > 0 && position !== self)
    .sort((a, b) => b.score - a.score || a.position - b.position)
    .slice(0, limit)
    .map(({ position }) => position)
}
