import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exclusionOf, NO_TAKE_DOWNS } from '#shared/recommendation/rank/exclusions.ts'
import { createFeatures } from '#shared/recommendation/rank/features.ts'
import type { Exclusions } from '#shared/recommendation/rank/exclusions.ts'
import { marksOf } from '#shared/recommendation/signed/marks.ts'
import { stored } from '#test/support/catalogue.ts'

const NOTHING: Exclusions = { ids: new Set(), videos: [], shown: new Set(), takenDown: NO_TAKE_DOWNS }
const video = stored('a', { channelId: 'c', duplicateKeys: ['k'] })
const verdict = (exclusions: Partial<Exclusions>) => exclusionOf(video, { ...NOTHING, ...exclusions }, createFeatures())

describe('exclusions', () => {
  it('let a video through that nothing names', () => {
    assert.equal(
      verdict({ ids: new Set(['b']), videos: [stored('b', { duplicateKeys: ['l'] }).ranking], shown: new Set(marksOf(stored('b'))) }),
      undefined,
    )
  })

  it('name what keeps a video off the shelf', () => {
    assert.equal(verdict({ ids: new Set(['a']) }), 'excluded')
    assert.equal(verdict({ videos: [stored('b', { duplicateKeys: ['k'] }).ranking] }), 'duplicate-of-excluded')
    assert.equal(verdict({ shown: new Set(marksOf(video)) }), 'shown-before')
    assert.equal(verdict({ watched: { ids: new Set(['a']), videos: [] } }), 'watched')
    assert.equal(verdict({ watched: { ids: new Set(['b']), videos: [stored('b', { duplicateKeys: ['k'] }).ranking] } }), 'watched')
    assert.equal(verdict({ shown: new Set(marksOf(stored('b', { duplicateKeys: ['k'] }))) }), 'shown-before')
    assert.equal(verdict({ takenDown: { videos: new Set(['a']), channels: new Set() } }), 'taken-down')
    assert.equal(verdict({ takenDown: { videos: new Set(), channels: new Set(['c']) } }), 'channel-suspended')
  })
})
