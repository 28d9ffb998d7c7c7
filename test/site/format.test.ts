import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { age, count, duration, languageName, ownLanguageName, titleOf } from '../../site/format.js'

const NOW = Date.parse('2026-11-20T12:00:00Z')

describe('words for people', () => {
  it('write lengths as players do', () => {
    assert.deepEqual([0, 59.6, 245, 3600, 36_061].map(duration), ['0:00', '1:00', '4:05', '1:00:00', '10:01:01'])
  })

  it('say how long ago, in the largest unit that is full', () => {
    const instants = [
      '2026-11-20T11:59:30Z',
      '2026-11-20T09:10:00Z',
      '2026-11-14T12:00:00Z',
      '2026-11-13T11:00:00Z',
      '2025-12-20T12:00:00Z',
      '2024-06-01T12:00:00Z',
    ]
    const ages = ['0 minutes ago', '2 hours ago', '6 days ago', '1 week ago', '11 months ago', '2 years ago']
    assert.deepEqual(
      instants.map((instant) => age(instant, NOW)),
      ages,
    )
  })

  it('leave out an age that is not known', () => {
    assert.equal(age('1970-01-01T00:00:00Z', NOW), undefined)
    assert.equal(age('soon', NOW), undefined)
  })

  it('name languages, and leave what is none as it is', () => {
    assert.deepEqual(['pt-BR', 'zh-hans', '!'].map(languageName), ['Brazilian Portuguese', 'Simplified Chinese', '!'])
    assert.deepEqual(['fr', 'ru', '!'].map(ownLanguageName), ['Français', 'Русский', '!'])
  })

  it('count, and find a title for everything', () => {
    assert.deepEqual(
      [0, 1, 1200].map((amount) => count(amount, 'video')),
      ['0 videos', '1 video', '1,200 videos'],
    )
    assert.deepEqual([titleOf({ title: ' x ' }), titleOf({ title: ' ' }), titleOf({}, 'id')], [' x ', 'Untitled video', 'id'])
  })
})
