import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { callsOf, estimateTokens, piecesOf } from '#infra/vertex/pieces.ts'

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }).filter((value) => value.trim() !== '')
const withoutSpaces = (value: string) => value.replace(/\s/g, '')

test('pieces keep the limit and leave nothing but spaces out', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 8, max: 100 }), (value, limit) => {
      const pieces = piecesOf(value, limit)
      assert.equal(withoutSpaces(pieces.join('')), withoutSpaces(value))
      for (const piece of pieces) assert.ok(estimateTokens(piece) <= limit, `${estimateTokens(piece)} > ${limit}`)
    }),
  )
})

test('a text within the limit stays whole', () => {
  assert.deepEqual(piecesOf('Sharpening a plane iron', 20), ['Sharpening a plane iron'])
})

test('calls keep order and limits; only a piece that alone has too many tokens goes beyond', () => {
  const pieces = fc.array(
    text.map((value) => ({ text: value })),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 10, max: 300 }), (all, texts, tokens) => {
      const calls = callsOf(all, { texts, tokens })
      assert.deepEqual(calls.flat(), all)
      for (const call of calls) {
        const sum = call.reduce((total, piece) => total + estimateTokens(piece.text), 0)
        assert.ok(call.length <= texts && (sum <= tokens || call.length === 1))
      }
    }),
  )
})

test('the further a script is from Latin, the more tokens a character is taken to have', () => {
  const texts = ['The quick brown fox jumps', 'Быстрая коричневая лиса', 'すばやい茶色の狐が', '🦊🐶🍞']
  const each = texts.map((value) => estimateTokens(value.repeat(50)) / Array.from(value.repeat(50)).length)
  assert.deepEqual(
    each,
    each.toSorted((a, b) => a - b),
  )
  assert.ok((each[0] ?? 0) > 0.25 && (each[3] ?? 0) >= 3)
})
