import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anAnswer, anItem } from '#test/support/answer.ts'
import { openPages, settled, skipWithoutBrowser } from '#test/support/page.ts'
import type { Asked } from '#test/support/page-server.ts'

const open = openPages()

const AWKWARD_ID = 'a/b%c?d#e 🎻'

/** The start lists two videos, a video's shelf one, a search one. */
function answer({ path, parameters }: Asked) {
  if (path === '/v1/recommendations')
    return anAnswer({ items: [anItem({ id: 'first', tier: 'latest', confidence: null }), anItem({ id: AWKWARD_ID })] })
  if (path === '/v1/search') return anAnswer({ items: [anItem({ id: 'found', title: `About ${parameters.get('text') ?? ''}` })] })
  const seed = { id: 'seed', status: 'indexed' as const, title: 'The seed', url: 'https://videos.example/seed', languages: ['en'] }
  return anAnswer({ seed, items: [anItem({ id: 'neighbour', title: 'A neighbour' })] })
}

describe('the page', { skip: skipWithoutBrowser }, () => {
  it('starts with the latest videos', async () => {
    const { cards, complaints, lastAsked } = await open({ answer })
    assert.equal(await cards.count(), 2)
    assert.deepEqual(lastAsked().body, { positive: [], languages: [], diversity: 0, freshness: 0, limit: 12 })
    assert.deepEqual(complaints, [])
  })

  it('shows what a card has to say', async () => {
    const { cards } = await open({ answer, hash: '#/video/seed' })
    const card = cards.first()
    const text = await card.innerText()
    for (const said of ['A neighbour', 'north-quay', '4:05', 'English', 'ago', 'Similar', '82%', 'About a similar subject'])
      assert.ok(text.includes(said), said)
    assert.equal(await card.getByRole('meter', { name: 'Confidence' }).getAttribute('aria-valuenow'), '0.82')
  })

  it('claims no confidence where contents were not compared', async () => {
    const { cards } = await open({ answer })
    assert.equal(await cards.first().getByRole('meter').count(), 0)
  })

  it('searches', async () => {
    const { page, cards, heading, lastAsked, complaints } = await open({ answer })
    await page.getByRole('searchbox').fill('  ciel & étoiles ')
    await page.keyboard.press('Enter')
    await page.waitForURL(/search/)
    await cards.filter({ hasText: 'About ciel & étoiles' }).waitFor()
    assert.equal(lastAsked().parameters.get('text'), 'ciel & étoiles')
    assert.equal(await heading.innerText(), 'ciel & étoiles')
    assert.deepEqual(complaints, [])
  })

  it('leaves out what a search is to be without', async () => {
    const { page, cards, lastAsked, complaints } = await open({ answer, hash: '#/search?text=rivers' })
    await cards.first().waitFor()
    await page.getByRole('textbox', { name: 'without' }).fill(' kayaks ')
    await page.getByRole('button', { name: 'Leave out' }).click()
    await page.waitForURL(/without=kayaks/)
    await page.locator('#shelf[aria-busy=false]').waitFor()
    assert.deepEqual([lastAsked().parameters.get('text'), lastAsked().parameters.get('avoidText')], ['rivers', 'kayaks'])
    assert.equal(await page.getByRole('textbox', { name: 'without' }).inputValue(), 'kayaks')
    assert.deepEqual(complaints, [])
  })

  it('follows a recommendation, whatever its id, and comes back', async () => {
    const { page, cards, heading, lastAsked } = await open({ answer })
    await cards.nth(1).getByRole('link').click()
    await page.getByRole('link', { name: 'Open the video' }).waitFor()
    assert.equal(await heading.innerText(), 'The seed')
    assert.equal(lastAsked().path, `/v1/videos/${encodeURIComponent(AWKWARD_ID)}/recommendations`)
    assert.equal(await page.evaluate('document.activeElement.id'), 'title')
    await page.goBack()
    await cards.nth(1).waitFor()
    assert.equal(await heading.innerText(), 'What to watch next')
  })

  it('asks again when the shelf is tuned, in the same history entry', async () => {
    const { page, heading, lastAsked } = await open({ answer })
    await page.goto(`${new URL(page.url()).origin}/#/video/seed`)
    await page.getByText('Français').click()
    await page.getByText('Deutsch').click()
    await page.getByLabel('Diversity').fill('0.4')
    await page.getByLabel('Videos at a time').selectOption('24')
    await settled(page)
    assert.equal(lastAsked().parameters.toString(), 'languages=de&languages=fr&diversity=0.4&limit=24')
    assert.equal(new URL(page.url()).hash, '#/video/seed?languages=de&languages=fr&diversity=0.4&limit=24')
    await page.goBack()
    await page.getByText('What to watch next').waitFor()
    assert.equal(await heading.innerText(), 'What to watch next')
  })

  it('keeps the settings along the way and can reset them', async () => {
    const { page, cards, lastAsked } = await open({ answer, hash: '#/?languages=pl&freshness=0.5' })
    assert.equal(await page.getByRole('checkbox', { name: 'Polish' }).isChecked(), true)
    await cards.first().getByRole('link').click()
    await page.getByText('The seed').waitFor()
    assert.equal(lastAsked().parameters.toString(), 'languages=pl&freshness=0.5')
    await page.getByRole('button', { name: 'Reset' }).click()
    await settled(page)
    assert.equal(lastAsked().parameters.size, 0)
    assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0)
  })
})
