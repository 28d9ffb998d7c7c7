import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ASSETS, readAsset } from '#infra/muse/assets.ts'
import { createTokenizer } from '#infra/muse/tokenizer/tokenizer.ts'
import { GOLDEN, SAMPLE, WITHOUT_GOLDEN } from '../golden.ts'

const tokenizer = createTokenizer(await readAsset(ASSETS, 'sentencepiece.model'))
const idsOf = (text: string) => Array.from(tokenizer.encode(text))

test('the sample gets the ids of the SentencePiece library', () => {
  for (const { text, ids } of SAMPLE) assert.deepEqual(idsOf(text), ids, text)
})

test('every golden line gets its ids', { skip: WITHOUT_GOLDEN }, () => {
  for (const { text, ids } of GOLDEN ?? []) assert.deepEqual(idsOf(text), ids, text)
})

test('white space alone has no pieces', () => {
  for (const text of ['', ' ', ' \t\n', '\u3000\u00a0']) assert.deepEqual(idsOf(text), [1, 2])
})

test('a run of unknown characters is one id', () => {
  assert.equal(idsOf('a \u{10ffff}\u{10ffff}\u{10ffff} b').filter((id) => id === 0).length, 1)
})

test('marks that are written in a text are plain characters', () => {
  assert.ok(
    !idsOf('<s> </s> <unk>')
      .slice(1, -1)
      .some((id) => id <= 2),
  )
})

test('any string has ids, lone surrogates and all, and a second call gives the same ones', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), (text, other) => {
      const ids = idsOf(text)
      idsOf(other)
      assert.deepEqual(idsOf(text), ids)
      assert.ok(ids.every((id) => id >= 0 && id < 128_000))
    }),
  )
  assert.deepEqual(idsOf('\ud800 text \udc00'), idsOf('text'))
})

test('spaces around and between words do not matter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }),
      fc.constantFrom('  ', ' \t ', '\n', '\u3000'),
      (words, gap) => {
        assert.deepEqual(idsOf(gap + words.join(gap) + gap), idsOf(words.join(' ')))
      },
    ),
  )
})

test('a text of a megabyte is split', () => {
  const ids = idsOf('the '.repeat(180_000))
  assert.equal(ids.length, 180_002)
})
