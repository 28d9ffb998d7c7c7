import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detectLanguage, foreignTo, writtenIn } from '#shared/text/detect-language.ts'
import { STRANGERS } from '#test/support/languages/strangers.ts'
import { TWINS } from '#test/support/languages/twins.ts'

const KNOWN: ReadonlySet<string> = new Set(Object.keys(TWINS[0]?.texts ?? {}))
const both = (text: readonly string[]) => text.join('. ')

test('title and description are told for what they are written in', () => {
  for (const { texts } of TWINS) for (const [language, text] of Object.entries(texts)) assert.equal(detectLanguage(both(text)), language)
})

test('so are those in languages that few models know, Marathi and Hindi apart', () => {
  const told = Object.entries(STRANGERS).flatMap(([language, texts]) => texts.map((text) => [language, detectLanguage(both(text))]))
  const wrong = told.filter(([language, detected]) => language !== detected)
  assert.deepEqual(
    wrong.filter(([language, detected]) => language !== 'hi' || detected !== 'mr'),
    [],
  )
})

test('Indonesian and Malay are one', () => {
  assert.equal(detectLanguage('Tanah apa yang dipilih dan kapan buah pertama matang.'), 'id')
})

test('another language than what is spoken must be told far ahead of it', () => {
  assert.equal(writtenIn('Bread baking', 'en'), undefined)
  assert.equal(writtenIn(both(TWINS[0]?.texts['fr'] ?? []), 'de-AT'), 'fr')
  assert.equal(writtenIn(both(TWINS[0]?.texts['fr'] ?? []), undefined), 'fr')
})

test('what has no words is in no language', () => {
  for (const text of ['', ' ', '2024', '🔥🔥', '. ']) assert.equal(detectLanguage(text), undefined, text)
})

test('the same text is always told the same, whatever was read before', () => {
  const texts = TWINS.flatMap(({ texts: all }) => Object.values(all).map(both))
  const once = texts.map(detectLanguage)
  assert.deepEqual(texts.toReversed().map(detectLanguage).toReversed(), once)
})

test('a language outside the given ones is foreign, surely where it is told far ahead of them', () => {
  assert.equal(foreignTo(KNOWN, both(TWINS[0]?.texts['fr'] ?? [])), 'no')
  for (const text of STRANGERS['sv'] ?? []) assert.equal(foreignTo(KNOWN, both(text)), 'surely')
  for (const text of STRANGERS['uk'] ?? []) assert.equal(foreignTo(KNOWN, both(text)), 'perhaps')
})
