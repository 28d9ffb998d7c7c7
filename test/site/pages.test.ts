import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anAnswer, anItem } from '#test/support/answer.ts'
import { openPages, settled, skipWithoutBrowser, until } from '#test/support/page.ts'
import type { Asked } from '#test/support/page-server.ts'

const open = openPages()

/** Three pages of twelve videos, and no other points of view. */
function answer({ path, parameters }: Asked) {
  if (path.endsWith('/perspectives')) return anAnswer({ items: [] })
  const page = Number(parameters.get('cursor') ?? 1)
  const items = Array.from({ length: 12 }, (_, place) => anItem({ id: `page ${page} video ${place}` }))
  return anAnswer({
    items,
    seed: { id: 'seed', status: 'indexed', title: 'Seed', languages: [] },
    cursor: page < 3 ? String(page + 1) : null,
  })
}

describe('further pages', { skip: skipWithoutBrowser }, () => {
  it('follow below the first until there are none', async () => {
    const { page, cards, server } = await open({ answer, hash: '#/video/seed' })
    const more = page.getByRole('button', { name: 'Show more' })
    await more.click()
    await cards.nth(23).waitFor()
    await more.click()
    await cards.nth(35).waitFor()
    assert.deepEqual(
      server.asked.filter(({ path }) => path.endsWith('/recommendations')).map(({ parameters }) => parameters.get('cursor')),
      [null, '2', '3'],
    )
    assert.equal(await more.isVisible(), false)
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Title of page 3 video 0')
  })

  it('are there again, at the same place, when the person comes back', async () => {
    const { page, cards } = await open({ answer, hash: '#/video/seed' })
    await page.getByRole('button', { name: 'Show more' }).click()
    await cards.nth(20).scrollIntoViewIfNeeded()
    // The place is kept once scrolling has settled.
    await until(page, 'history.state.top === scrollY && scrollY > 0')
    const top = await page.evaluate('scrollY')
    await cards.nth(20).getByRole('link').click()
    await page.waitForURL(/page%202/)
    await until(page, 'scrollY === 0')
    await page.goBack()
    await cards.nth(23).waitFor()
    await settled(page)
    await until(page, `scrollY === ${String(top)}`)
  })
})
