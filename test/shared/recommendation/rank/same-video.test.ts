import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { buildTexts } from '#shared/text/fields.ts'
import { rankingPayload } from '#shared/index/payload.ts'
import { sketchOf } from '#shared/index/identity/sketch.ts'
import { isSameVideo } from '#shared/recommendation/rank/same-video.ts'
import { createFeatures } from '#shared/recommendation/rank/features.ts'
import { aVideo } from '#test/support/events.ts'
import { atAngle } from '#test/support/points.ts'
import { TEST_RECIPE } from '#test/support/recommending.ts'

const DESCRIPTION =
  'Fourteen plywood moulds stand on a long straight beam. If the beam twists, the boat twists, so we spend most of this part with a string, a level and patience.'
const OTHER =
  'Three days of sanding boards, then one afternoon of epoxy in which nothing may go wrong, with bubbles, heat, gloves and glass cloth.'

const ranking = (video: Record<string, unknown>, angle = 0) => {
  const parsed = aVideo({ title: 'Building a cedar-strip canoe', description: DESCRIPTION, ...video })
  return rankingPayload(parsed, { mix: 'td', words: buildTexts(parsed, TEST_RECIPE).words, sketch: sketchOf(atAngle(angle)) })
}
const same = (a: Record<string, unknown>, b: Record<string, unknown>, angle = 0): boolean =>
  isSameVideo(ranking(a), ranking(b, angle), createFeatures())

describe('isSameVideo', () => {
  it('knows one address in two forms, whatever else differs', () => {
    const [a, b] = ['https://www.youtube.com/watch?v=x1', 'https://youtu.be/x1']
    assert.equal(same({ url: a }, { sourceUrl: b, title: 'Another title', description: OTHER, durationSeconds: 7 }, 90), true)
  })

  it('knows a copied text under another title', () => {
    assert.equal(same({ channelId: 'c' }, { title: 'My boat', channelId: 'd' }), true)
    assert.equal(same({}, { title: 'My boat', description: OTHER }), false)
  })

  it('knows a telling title whose text is near, and does not where the text is another', () => {
    assert.equal(same({}, { description: `${DESCRIPTION} Uploaded again.` }, 10), true)
    assert.equal(same({}, { description: OTHER }), false)
  })

  it('keeps apart what lasts longer, and the parts of a series', () => {
    assert.equal(same({ durationSeconds: 600 }, { durationSeconds: 640 }), false)
    assert.equal(same({ durationSeconds: 600 }, { durationSeconds: 601 }), true)
    assert.equal(same({ language: 'en' }, { language: 'fr' }), false)
    assert.equal(same({ title: 'Building a canoe (1/4)' }, { title: 'Building a canoe (2/4)' }), false)
    assert.equal(same({ title: 'Conference of 2015, opening' }, { title: 'Conference of 2016, opening' }), false)
  })

  it('knows the same length to the second, whatever the title is, if the texts are near', () => {
    const dubbed = { title: 'EuroBoat 2017: canoe building', description: OTHER, durationSeconds: 613 }
    assert.equal(same({ durationSeconds: 613 }, dubbed), true)
    assert.equal(same({ durationSeconds: 613 }, dubbed, 60), false)
    assert.equal(same({ durationSeconds: 30 }, { ...dubbed, durationSeconds: 30 }), false)
  })

  it('keeps apart what a channel repeats with one title and text, unless the lengths are known', () => {
    assert.equal(same({ channelId: 'c' }, { channelId: 'c' }), false)
    assert.equal(same({ channelId: 'c', durationSeconds: 99 }, { channelId: 'c', durationSeconds: 99 }), true)
  })

  it('knows a title beside the name of an event, with the same length or text', () => {
    const again = { title: 'EuroBoat 2017: Building a cedar-strip canoe', description: '', durationSeconds: 613 }
    assert.equal(same({ durationSeconds: 613 }, again, 60), true)
    assert.equal(same({ durationSeconds: 613 }, { ...again, durationSeconds: 617 }, 60), false)
    assert.equal(same({}, { title: 'Building a cedar-strip canoe; EuroBoat 2017 Presentation' }, 45), true)
    assert.equal(same({ title: 'Opening | EuroBoat 2017' }, { title: 'Opening | EuroBoat 2018' }), false)
  })

  it('knows a short title of the same great length where one of the two says nothing more', () => {
    const short = (mix: string, fields: Record<string, unknown>) => ({
      ...ranking({ title: 'Canoes', ...fields }, mix === 't' ? 60 : 0),
      mix,
    })
    const pair = (seconds: number, mix: string, title = 'EuroBoat 2017: Canoes') =>
      isSameVideo(
        short('td', { durationSeconds: seconds }),
        short(mix, { title, durationSeconds: seconds, description: '' }),
        createFeatures(),
      )
    assert.equal(pair(5433, 't'), true)
    assert.equal(pair(433, 't'), false)
    assert.equal(pair(5433, 't', 'Paddles'), false)
  })

  it('takes no whole minutes for a sign', () => {
    assert.equal(same({ durationSeconds: 600 }, { title: 'Another boat', description: OTHER, durationSeconds: 600 }), false)
    assert.equal(same({ durationSeconds: 613 }, { title: 'Another boat', description: OTHER, durationSeconds: 613 }), true)
  })

  it('never takes two parts of a series for one video, however alike they are', () => {
    const numbering = fc.constantFrom(
      (n: number) => `Building a canoe, part ${n}`,
      (n: number) => `Canoe school: lecture ${n}`,
      (n: number) => `Building a canoe (${n}/12) | EuroBoat 2017`,
      (n: number) => `${n}. Building a canoe`,
      (n: number) => `カヌーを作る 第${n}回`,
    )
    const parts = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 2 })
    const some = fc.record({ channelId: fc.constantFrom('c', 'd'), durationSeconds: fc.constantFrom(613, 600) }, { requiredKeys: [] })
    fc.assert(
      fc.property(numbering, parts, some, some, (title, [a = 1, b = 2], one, other) => {
        assert.equal(same({ ...one, title: title(a) }, { ...other, title: title(b) }), false)
      }),
    )
  })

  it('is symmetric', () => {
    const [a, b] = [ranking({}), ranking({ title: 'My boat' })]
    assert.equal(isSameVideo(a, b, createFeatures()), isSameVideo(b, a, createFeatures()))
  })
})
