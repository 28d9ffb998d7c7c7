import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import type { Point } from '#shared/index/point.ts'
import type { Candidate, WordQuery } from '#shared/index/video-index.ts'
import { aPoint, aRanking, atAngle, compareIds, ODD_IDS, someVector, someWords } from '#test/support/points.ts'
import { inCollection, type IndexUnderTest } from './collections.ts'

const ALL = { now: 0, regions: [], ageRestricted: true }
const TOLERANCE = 1e-3

const someContents = fc.array(fc.record({ vector: someVector, words: someWords }), { minLength: 1, maxLength: ODD_IDS.length })
/** Query weights are whole numbers, so that sums over different terms can be equal. */
const someQuery = someWords.map((words) => new Map(Array.from(words, ([term, weight]) => [term, weight * 8])))
const someLimit = fc.integer({ min: 1, max: 6 })

/** Scores, order, ties and how many. */
export function candidateRules(index: IndexUnderTest): void {
  it('answers with the best of each side, best first, ties by id, each with both scores', async () => {
    await fc.assert(
      fc.asyncProperty(someContents, someQuery, someLimit, (contents, words, limit) =>
        inCollection(index(), async (collection) => {
          const points = pointsOf(contents)
          await index().upsert(collection, points)
          const all = points.map((point) => scored(point, atAngle(0), words))
          const [dense, wordy] = [best(all, limit, ({ cosine }) => cosine), best(all, limit, byWords)]
          const ask = async (retrieve: 'dense' | 'words' | 'both') =>
            index().candidates(collection, { vector: atAngle(0), words, filter: ALL, limit, retrieve })
          sameCandidates(await ask('dense'), dense)
          sameCandidates(await ask('words'), wordy)
          sameCandidates(await ask('both'), Array.from(new Set([...dense, ...wordy])))
        }),
      ),
      { numRuns: 50 },
    )
  })

  it('finds by words alone where the query has no vector', async () => {
    await inCollection(index(), async (collection) => {
      const points = [aPoint({ id: 'with', words: new Map([['sea', 0.5]]) }), aPoint({ id: 'without', words: new Map([['salt', 0.5]]) })]
      await index().upsert(collection, points)
      for (const retrieve of ['dense', 'words', 'both'] as const) {
        const found = await index().candidates(collection, { words: new Map([['sea', 2]]), filter: ALL, limit: 5, retrieve })
        assert.deepEqual(
          found,
          [{ id: 'with', words: 1, ranking: aRanking() }].map((candidate) => ({ ...candidate, words: found[0]?.words })),
        )
        assert.ok(Math.abs((found[0]?.words ?? 0) - 1) < TOLERANCE)
      }
    })
  })

  it('scores random unit vectors and weights as plain arithmetic does', async () => {
    const someUnit = fc
      .array(fc.integer({ min: -100, max: 100 }), { minLength: 4, maxLength: 4 })
      .filter((numbers) => numbers.some((number) => number !== 0))
      .map(unitOf)
    const weights = fc.dictionary(fc.constantFrom('sea', 'salt', 'brot'), fc.float({ min: Math.fround(0.01), max: 1, noNaN: true }))
    const someContent = fc.record({ vector: someUnit, words: weights.map((words) => new Map(Object.entries(words))) })
    await fc.assert(
      fc.asyncProperty(fc.array(someContent, { minLength: 1, maxLength: 8 }), someContent, (contents, query) =>
        inCollection(index(), async (collection) => {
          const points = pointsOf(contents)
          await index().upsert(collection, points)
          const answers = await index().score(collection, query, [...points.map(({ id }) => id), 'unknown'])
          const expected = points.map((point) => scored(point, query.vector, query.words))
          assert.equal(answers.length, expected.length)
          for (const one of expected)
            sameScores(
              answers.find(({ id }) => id === one.id),
              one,
            )
        }),
      ),
      { numRuns: 30 },
    )
  })

  it('scores videos that the filter would leave out, without a cosine where there is no vector', () =>
    inCollection(index(), async (collection) => {
      const { vector, ...wordless } = aPoint({ id: 'no vector', ranking: aRanking({ standing: 'hidden' }) })
      await index().upsert(collection, [wordless])
      assert.deepEqual(await index().score(collection, { ...(vector && { vector }), words: new Map() }, ['no vector']), [
        { id: 'no vector', words: 0, ranking: wordless.ranking },
      ])
    }))

  it('lists the latest newest first, ties by id', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: ODD_IDS.length }), someLimit, (dates, limit) =>
        inCollection(index(), async (collection) => {
          const points = dates.map((publishedAt, i) => aPoint({ id: ODD_IDS[i] ?? '', ranking: aRanking({ publishedAt }) }))
          await index().upsert(collection, points)
          const expected = points
            .toSorted((a, b) => b.ranking.publishedAt - a.ranking.publishedAt || compareIds(a.id, b.id))
            .slice(0, limit)
          assert.deepEqual(
            await index().latest(collection, ALL, limit),
            expected.map(({ id, ranking }) => ({ id, ranking })),
          )
        }),
      ),
      { numRuns: 20 },
    )
  })
}

function pointsOf(contents: readonly { readonly vector: Float32Array | undefined; readonly words: Point['words'] }[]): Point[] {
  return contents.map(({ vector, words }, i) => {
    const { id, order, textHash, ranking, display } = aPoint({ id: ODD_IDS[i] ?? '' })
    return { id, order, textHash, ...(vector && { vector }), words, ranking, display }
  })
}

function scored({ id, vector, words, ranking }: Point, query: Float32Array, queryWords: WordQuery): Candidate {
  const sum = Array.from(queryWords).reduce((total, [term, weight]) => total + weight * (words.get(term) ?? 0), 0)
  if (vector === undefined) return { id, words: sum, ranking }
  return { id, cosine: vector.reduce((total, value, i) => total + value * (query[i] ?? 0), 0), words: sum, ranking }
}

function byWords({ words }: Candidate): number | undefined {
  return words > 0 ? words : undefined
}

function best(candidates: readonly Candidate[], limit: number, by: (candidate: Candidate) => number | undefined): Candidate[] {
  const able = candidates.filter((candidate) => by(candidate) !== undefined)
  return able.sort((a, b) => (by(b) ?? 0) - (by(a) ?? 0) || compareIds(a.id, b.id)).slice(0, limit)
}

function sameCandidates(actual: readonly Candidate[], expected: readonly Candidate[]): void {
  assert.deepEqual(
    actual.map(({ id }) => id),
    expected.map(({ id }) => id),
  )
  for (const [i, candidate] of expected.entries()) sameScores(actual[i], candidate)
}

function sameScores(actual: Candidate | undefined, expected: Candidate): void {
  assert.ok(actual !== undefined, `${expected.id} is missing`)
  assert.deepEqual(actual.ranking, expected.ranking)
  assert.equal(actual.cosine === undefined, expected.cosine === undefined)
  assert.ok(Math.abs((actual.cosine ?? 0) - (expected.cosine ?? 0)) < TOLERANCE, `cosine ${actual.cosine ?? 'none'}`)
  assert.ok(Math.abs(actual.words - expected.words) < TOLERANCE, `words ${actual.words}`)
}

function unitOf(numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, (number) => number / length)
}
