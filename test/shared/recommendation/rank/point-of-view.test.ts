import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { differencesOf, yearsApart } from '#shared/recommendation/rank/point-of-view.ts'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import type { VideoOptions } from '#test/support/catalogue.ts'

const SEED = { channelId: 'ours', regions: { allowed: ['FR', 'BE'] } }
const ranking = (video: VideoOptions) => stored('any', video).ranking
const differs = (video: VideoOptions, seed: VideoOptions = SEED) => differencesOf(ranking(video), [ranking(seed)])

describe('differences of origin', () => {
  it('are those of channel, country, language and time', () => {
    assert.deepEqual(differs({ channelId: 'theirs', regions: { allowed: ['CA'] }, language: 'fr', publishedAt: NOON - 400 * DAY }), [
      'channel',
      'country',
      'language',
      'time',
    ])
    assert.deepEqual(differs({ ...SEED, publishedAt: NOON - 300 * DAY }), [])
  })

  it('are not claimed of what is not known, on either side', () => {
    const nothing = { channelId: undefined, regions: undefined, language: undefined, publishedAt: 0 }
    assert.deepEqual(differs(nothing), [])
    assert.deepEqual(differs(SEED, nothing), [])
  })

  it('of countries are only between videos that name where they may be seen, and share none', () => {
    assert.deepEqual(differs({ ...SEED, regions: { allowed: ['BE', 'NL'] } }), [])
    assert.deepEqual(differs({ ...SEED, regions: { blocked: ['FR', 'BE'] } }), [])
  })

  it('hold against every seed', () => {
    const seeds = [ranking({ channelId: 'a', language: 'en' }), ranking({ channelId: 'b', language: 'de' })]
    assert.deepEqual(differencesOf(ranking({ channelId: 'b', language: 'fr' }), seeds), ['language'])
    assert.deepEqual(differencesOf(ranking({ channelId: 'c' }), []), [])
  })
})

describe('yearsApart', () => {
  it('counts whole years, older ones below 0', () => {
    const at = (days: number) => ({ publishedAt: NOON + days * DAY })
    assert.deepEqual([yearsApart(at(-800), at(0)), yearsApart(at(364), at(0)), yearsApart(at(366), at(0))], [-2, 0, 1])
    assert.equal(yearsApart({ publishedAt: 0 }, at(0)), 0)
  })
})
