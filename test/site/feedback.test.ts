import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { feedbackEventSchema } from '#shared/feedback/event.ts'
import { anAnswer, anItem } from '#test/support/answer.ts'
import { openPages, settled, skipWithoutBrowser } from '#test/support/page.ts'
import type { PageServer, Told } from '#test/support/page-server.ts'

const open = openPages()

const FIRST = ['one', 'two', 'three'].map((id) => anItem({ id }))
const MANY = Array.from({ length: 40 }, (_, i) => anItem({ id: `item-${i}` }))
const answer = ({ path }: { readonly path: string }) =>
  path.includes('/videos/')
    ? anAnswer({
        shelfId: 'up-next',
        items: [anItem({ id: 'four' })],
        seed: { id: 'two', status: 'indexed', durationSeconds: 3, languages: [] },
      })
    : anAnswer({ shelfId: 'latest', items: FIRST, experiment: { id: 'floors', arm: 'b' } })

/** Waits for so many events of a type. */
async function arrived({ told }: PageServer, type: string, count: number): Promise<readonly Told[]> {
  for (const end = Date.now() + 8000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const events = told.filter((event) => event['type'] === type)
    if (events.length >= count) return events
  }
  throw new Error(`There were not ${count} events of type ${type}.`)
}

const idsOf = (event: Told | undefined) => (event?.['items'] as readonly { readonly id: string }[] | undefined)?.map(({ id }) => id)

describe('the feedback of the page', { skip: skipWithoutBrowser }, () => {
  it('tells what was seen, then what was clicked of it, then how long that was watched', async () => {
    const { page, server, complaints } = await open({ answer })
    const [impression] = await arrived(server, 'impression', 1)
    assert.deepEqual(impression?.['items'], [
      { id: 'one', position: 1, tier: 'similar' },
      { id: 'two', position: 2, tier: 'similar' },
      { id: 'three', position: 3, tier: 'similar' },
    ])
    assert.deepEqual([impression['shelfId'], impression['experiment']], ['latest', { id: 'floors', arm: 'b' }])
    await page.getByRole('link', { name: 'Title of two' }).click()
    const [click] = await arrived(server, 'click', 1)
    assert.deepEqual(
      [click?.['shelfId'], click?.['impression'], click?.['item'], click?.['position']],
      ['latest', impression['id'], 'two', 2],
    )
    await settled(page)
    await page.waitForTimeout(3300)
    await page.evaluate('location.hash = "#/"')
    const [watch] = await arrived(server, 'progress', 1)
    assert.deepEqual(
      [watch?.['item'], watch?.['impression'], watch?.['percent'], watch?.['finished']],
      ['two', impression['id'], 100, true],
    )
    for (const event of server.told) assert.deepEqual(feedbackEventSchema.safeParse(event).error?.issues, undefined)
    assert.equal(new Set(server.told.map((event) => event['session'])).size, 1)
    assert.deepEqual(complaints, [])
  })

  it('tells nothing of what nobody has scrolled to', async () => {
    const { page, server } = await open({ answer: () => anAnswer({ items: MANY }), viewport: { width: 800, height: 700 } })
    const [first] = await arrived(server, 'impression', 1)
    assert.ok((idsOf(first)?.length ?? 0) < 20)
    await page.evaluate('scrollTo(0, document.body.scrollHeight)')
    const impressions = await arrived(server, 'impression', 2)
    assert.ok(idsOf(impressions[1])?.includes('item-39'))
    const all = impressions.flatMap((impression) => idsOf(impression) ?? [])
    assert.equal(new Set(all).size, all.length)
  })

  it('tells nothing at all where the browser asks for privacy', async () => {
    const { page, server } = await open({ answer, privacy: true })
    await page.waitForTimeout(1500)
    await page.getByRole('link', { name: 'Title of two' }).click()
    await settled(page)
    await page.waitForTimeout(300)
    assert.deepEqual(server.told, [])
  })
})
