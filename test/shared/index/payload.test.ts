import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { displayPayload, rankingPayload } from '#shared/index/payload.ts'
import { aVideo } from '#test/support/events.ts'

const ranking = (video: Record<string, unknown> = {}) => rankingPayload(aVideo(video), { mix: 't', words: new Map() })
const shareAKey = (a: Record<string, unknown>, b: Record<string, unknown>) =>
  ranking(a).duplicateKeys.some((key) => ranking(b).duplicateKeys.includes(key))

describe('rankingPayload', () => {
  for (const [standing, videos] of Object.entries({
    shown: [{}],
    'seed-only': [{ visibility: 'unlisted' }, { recommendable: false }],
    hidden: [
      { visibility: 'private' },
      { moderation: 'pending' },
      { moderation: 'blocked' },
      { visibility: 'unlisted', moderation: 'blocked' },
    ],
  })) {
    for (const video of videos)
      it(`of ${JSON.stringify(video)} stands as ${standing}`, () => assert.equal(ranking(video).standing, standing))
  }

  it('turns times into epoch milliseconds and languages into keys', () => {
    const payload = ranking({ publishedAt: '2026-01-01T01:00:00+01:00', availableUntil: '2026-02-01T00:00:00Z', language: 'zh-TW' })
    assert.equal(payload.publishedAt, Date.UTC(2026, 0, 1))
    assert.equal(payload.availableUntil, Date.UTC(2026, 1, 1))
    assert.equal(payload.language, 'zh-hant')
  })

  it('leaves out what the video does not have', () => {
    const payload = ranking({ language: undefined })
    for (const field of ['language', 'channelId', 'category', 'availableFrom', 'durationSeconds', 'regions'])
      assert.equal(field in payload, false)
  })
})

describe('duplicate keys', () => {
  it('are shared by two uploads from one address', () => {
    const url = 'https://videos.example/a'
    assert.equal(shareAKey({ title: 'One', url }, { title: 'Other', url: 'https://mirror.example/b', sourceUrl: url }), true)
  })

  it('are not shared by empty addresses', () => {
    assert.equal(shareAKey({ title: 'One', url: ' ', sourceUrl: '' }, { title: 'Other', url: ' ', sourceUrl: '' }), false)
    assert.equal(
      shareAKey({ title: 'One', url: 'https://a.example', sourceUrl: ' ' }, { title: 'Other', url: 'https://b.example', sourceUrl: ' ' }),
      false,
    )
  })

  it('are not shared by a title alone: programmes repeat theirs', () => {
    assert.equal(shareAKey({ title: 'Lightning Talks', channelId: 'c' }, { title: 'Lightning Talks', channelId: 'c' }), false)
    const [a, b] = [ranking({ title: 'Lightning Talks!' }), ranking({ title: 'LIGHTNING  TALKS (HD)' })]
    assert.equal(a.titleKey, b.titleKey)
    assert.notEqual(a.titleKey, undefined)
    assert.equal(ranking({ title: 'Keynote' }).titleKey, undefined)
  })

  it('are shared on any channel by a telling title of the same length', () => {
    const title = 'Your first sourdough loaf'
    assert.equal(
      shareAKey({ title, channelId: 'c', durationSeconds: 90 }, { title: title.toUpperCase(), channelId: 'd', durationSeconds: 90 }),
      true,
    )
    assert.equal(shareAKey({ title, channelId: 'c', durationSeconds: 90 }, { title, channelId: 'd', durationSeconds: 91 }), false)
    assert.equal(
      shareAKey({ title: 'Live', channelId: 'c', durationSeconds: 90 }, { title: 'Live', channelId: 'd', durationSeconds: 90 }),
      false,
    )
  })

  it('are not shared by parts of a series', () => {
    const part = (title: string) => ({ title, channelId: 'c', durationSeconds: 600 })
    assert.equal(shareAKey(part('Building a canoe (1/3)'), part('Building a canoe (2/3)')), false)
    assert.equal(shareAKey(part('Lecture 7 on canoes'), part('Lecture 8 on canoes')), false)
  })
})

describe('displayPayload', () => {
  it('holds what a person sees', () => {
    assert.deepEqual(displayPayload(aVideo({ url: 'https://videos.example/a' }), { bake: 'baking' }), {
      title: 'Baking bread',
      wordings: { bake: 'baking' },
      url: 'https://videos.example/a',
    })
  })
})
