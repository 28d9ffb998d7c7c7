import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Answer } from '#shared/recommendation/answer.ts'
import { anAnswer, anItem } from '#test/support/answer.ts'
import { openPages, settled, skipWithoutBrowser } from '#test/support/page.ts'

const open = openPages()

const fill = (fields: Partial<Answer['fill']>) => ({ requested: 12, returned: 1, byTier: {}, degraded: false, why: null, ...fields })

describe('what the page says', { skip: skipWithoutBrowser }, () => {
  it('nothing where all is well', async () => {
    const { page } = await open({ answer: () => anAnswer() })
    assert.equal(await page.locator('.notice').count(), 0)
    assert.equal((await page.locator('#announcement').innerText()).trim(), '1 video shown.')
  })

  it('that a shelf was filled without the index', async () => {
    const { page } = await open({ answer: () => anAnswer({ fill: fill({ degraded: true, why: 'index-slow' }) }) })
    assert.match(await page.locator('.notice[data-kind=degraded]').innerText(), /did not answer in time/)
  })

  it('that a video is not known, by its id', async () => {
    const seed = { id: 'new', status: 'not-indexed' as const, languages: [] }
    const { page, heading } = await open({ answer: () => anAnswer({ seed, fill: fill({ why: 'seed-not-indexed' }) }), hash: '#/video/new' })
    assert.equal(await heading.innerText(), 'new')
    assert.match(await page.locator('.notice').innerText(), /Nothing is known of this video/)
  })

  it('that a search was read otherwise than typed', async () => {
    const seed = { status: 'text' as const, languages: [], readAs: 'sourdough bread' }
    const { page } = await open({ answer: () => anAnswer({ seed, items: [anItem({ id: 'found' })] }), hash: '#/search?text=sourdouh+bred' })
    assert.match(await page.locator('.notice').innerText(), /videos about “sourdough bread”/)
  })

  it('that a search found nothing', async () => {
    const answer = () => anAnswer({ items: [], fill: fill({ returned: 0, why: 'no-more-videos' }) })
    const { page, cards } = await open({ answer, hash: '#/search?text=nothing' })
    assert.equal(await cards.count(), 0)
    assert.match(await page.locator('.notice').innerText(), /No video is about this/)
  })

  it('what the API objects to, field by field', async () => {
    const problem = { title: 'Bad request', detail: 'The request has a fault.', errors: [{ field: 'limit', message: 'takes 1 to 100' }] }
    const { page, cards } = await open({ answer: () => Response.json(problem, { status: 400 }) })
    assert.equal(await page.locator('.notice p').innerText(), 'The request has a fault. limit: takes 1 to 100')
    assert.equal(await cards.count(), 0)
  })

  it('that the server is gone, and tries again', async () => {
    const { page, cards } = await open({ answer: () => anAnswer() })
    await page.route('**/v1/**', (route) => route.abort())
    await cards.getByRole('link').click()
    await page.getByText('The server cannot be reached').first().waitFor()
    await page.unroute('**/v1/**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await cards.first().waitFor()
    assert.equal(await page.locator('.notice').count(), 0)
  })

  it('that a further page did not come, and keeps those before', async () => {
    const { page, cards } = await open({ answer: () => anAnswer({ cursor: 'next' }) })
    await page.route('**/v1/**', (route) => route.fulfill({ status: 503, json: { detail: 'Come back later.' } }))
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.locator('.notice', { hasText: 'Come back later.' }).waitFor()
    assert.equal(await cards.count(), 1)
  })

  it('nothing of a view that was left before its answer came', async () => {
    const { page, heading } = await open({
      answer: ({ path }) => anAnswer({ seed: { id: path, status: 'indexed', title: path, languages: [] } }),
    })
    const late = Promise.withResolvers<undefined>()
    await page.route('**/v1/videos/slow/**', async (route) => {
      await late.promise
      await route.continue().catch(() => undefined)
    })
    await page.evaluate("location.hash = '#/video/slow'")
    await page.evaluate("location.hash = '#/video/quick'")
    await page.getByText('/v1/videos/quick').first().waitFor()
    late.resolve(undefined)
    await settled(page)
    assert.equal(await heading.innerText(), '/v1/videos/quick/recommendations')
  })
})

describe('what uploaders write', { skip: skipWithoutBrowser }, () => {
  const hostile = '<img src=x onerror="document.title=1"><script>alert(1)</script>'

  it('is text, never markup', async () => {
    const item = anItem({ title: hostile, channelId: hostile, reason: { code: 'x', text: hostile } })
    const seed = { id: 'seed', status: 'indexed' as const, title: hostile, channelId: hostile, languages: [] }
    const { page, cards, heading, complaints } = await open({ answer: () => anAnswer({ items: [item], seed }), hash: '#/video/seed' })
    assert.equal(await heading.innerText(), hostile)
    assert.equal(await cards.getByRole('link').innerText(), hostile)
    assert.equal(await page.locator('main script').count(), 0)
    assert.deepEqual(complaints, [])
  })

  it('leads to no script', async () => {
    const address = 'javascript:alert(1)'
    const seed = { id: 'seed', status: 'indexed' as const, title: 'Seed', url: address, thumbnailUrl: address, languages: [] }
    const { page } = await open({ answer: () => anAnswer({ items: [anItem({ thumbnailUrl: address })], seed }), hash: '#/video/seed' })
    assert.equal(await page.getByRole('link', { name: 'Open the video' }).count(), 0)
    assert.equal(await page.locator('[src^="javascript:"], [href^="javascript:"]').count(), 0)
  })

  it('gets a generated picture where its own does not load', async () => {
    const { page } = await open({ answer: () => anAnswer({ items: [anItem({ id: 'a/b', thumbnailUrl: '/gone.jpg' })] }) })
    await page.locator('.picture[src="/thumbnails/a%2Fb.svg"]').waitFor()
    const loaded = await page.evaluate(
      'document.querySelector(".picture").decode().then(() => document.querySelector(".picture").naturalWidth)',
    )
    assert.equal(loaded, 640)
  })
})
