import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ASSETS, readAsset } from '#infra/muse/assets.ts'
import { understandsLanguage } from '#infra/muse/language-guard.ts'
import { createTokenizer } from '#infra/muse/tokenizer/tokenizer.ts'
import { KNOWN, UNKNOWN } from './sentences.ts'

const tokenizer = createTokenizer(await readAsset(ASSETS, 'sentencepiece.model'))
const understands = (text: string) => understandsLanguage(text, tokenizer)

for (const [language, [title, description]] of Object.entries(KNOWN)) {
  test(`${language} is understood`, () => {
    assert.deepEqual([title, description, `${title}. ${description}`].map(understands), [true, true, true])
  })
}

for (const [language, [title, description]] of Object.entries(UNKNOWN)) {
  test(`${language} is not understood`, () => {
    assert.deepEqual([title, description, `${title}. ${description}`].map(understands), [false, false, false])
  })
}

test('short texts, capitals, digits and emoji are not mistaken for a strange language', () => {
  for (const text of ['AI', 'C++', '3D', 'Łódź', '東京', '2024', '12:30', 'HOW TO BAKE BREAD', '🔥🔥 Pasta 🔥🔥', 'ﾄﾏﾄ ﾍﾞﾗﾝﾀﾞ']) {
    assert.ok(understands(text), text)
  }
})

test('a word of an unknown script, emoji alone and white space are not understood', () => {
  for (const text of ['योग', '😀😀😀', ' ', '']) assert.ok(!understands(text), text)
})

test('a long text is judged by its head', () => {
  const [, description] = KNOWN['en'] ?? ['', '']
  assert.ok(understands(`${description} `.repeat(10_000)))
})

test('where there is another sign of a strange language, no allowance is made for a short text', () => {
  const ukrainian = 'Хрестик, низь і мережка: які нитки брати для вишивки.'
  assert.deepEqual([understandsLanguage(ukrainian, tokenizer), understandsLanguage(ukrainian, tokenizer, true)], [true, false])
  assert.ok(understandsLanguage('Growing tomatoes on a balcony', tokenizer, true))
})
