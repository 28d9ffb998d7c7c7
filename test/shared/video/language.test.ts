import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { languageKey } from '#shared/video/language.ts'

const KEYS = {
  en: 'en',
  'en-GB': 'en',
  'pt-BR': 'pt',
  zh: 'zh-hans',
  'zh-TW': 'zh-hant',
  'zh-Hant-HK': 'zh-hant',
  'zh-CN': 'zh-hans',
  'sr-Latn': 'sr',
}

describe('languageKey', () => {
  for (const [tag, key] of Object.entries(KEYS)) {
    it(`of ${tag} is ${key}`, () => assert.equal(languageKey(tag), key))
  }

  it('is undefined for what is no language tag', () => {
    for (const tag of ['', '???', 'e', 'en_', 'this is text']) assert.equal(languageKey(tag), undefined)
  })
})
