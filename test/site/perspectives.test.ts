import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anAnswer, anItem } from '#test/support/answer.ts'
import { openPages, settled, skipWithoutBrowser } from '#test/support/page.ts'
import type { Asked } from '#test/support/page-server.ts'

const open = openPages()

const view = (id: string) =>
  anItem({
    id,
    tier: 'perspective',
    reason: { code: 'other-view', text: 'About a similar subject, from another channel', differs: ['channel'] },
  })

function answer({ path, parameters }: Asked) {
  if (path.endsWith('/perspectives')) return anAnswer({ items: [view('elsewhere'), view('second page')] })
  const seed = { id: 'seed', status: 'indexed' as const, title: 'The seed', languages: ['en'] }
  if (parameters.has('cursor')) return anAnswer({ seed, items: [anItem({ id: 'second page' }), anItem({ id: 'third page' })] })
  return anAnswer({ seed, items: [anItem({ id: 'neighbour' })], cursor: 'more' })
}

describe('other points of view on the page', { skip: skipWithoutBrowser }, () => {
  it('stand below the shelf of a video, and say what makes them so', async () => {
    const { page, server, complaints } = await open({ answer, hash: '#/video/seed?languages=fr' })
    const section = page.getByRole('region', { name: 'Other points of view' })
    await section.getByRole('heading', { name: 'Title of elsewhere' }).waitFor()
    assert.match(await section.innerText(), /from another channel/)
    const asked = server.asked.find(({ path }) => path === '/v1/videos/seed/perspectives')
    assert.equal(asked?.parameters.toString(), 'limit=4&languages=fr&exclude=neighbour')
    assert.deepEqual(complaints, [])
  })

  it('stand nowhere else: what the shelf brings of them leaves it', async () => {
    const { page } = await open({ answer, hash: '#/video/seed' })
    await page.getByRole('region', { name: 'Other points of view' }).getByRole('heading', { name: 'Title of second page' }).waitFor()
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByRole('heading', { name: 'Title of third page' }).waitFor()
    await settled(page)
    assert.equal(await page.getByRole('heading', { name: 'Title of second page' }).count(), 1)
  })

  it('are not there where there are none, and beside nothing but a video', async () => {
    const failing = (asked: Asked) => (asked.path.endsWith('/perspectives') ? new Response('', { status: 503 }) : answer(asked))
    const { page, cards, server } = await open({ answer: failing, hash: '#/video/seed' })
    assert.equal(await cards.count(), 1)
    await page.goto(`${server.origin}/#/`)
    await settled(page)
    assert.ok(await page.locator('#views').isHidden())
    assert.equal(server.asked.filter(({ path }) => path.endsWith('/perspectives')).length, 1)
  })
})
