import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openProduct } from '#infra/local/product.ts'
import type { Product } from '#infra/local/product.ts'
import { createHttpPublisher } from '#infra/push/http-publisher.ts'
import { eventsUrl, hideFrameworkDetails, toConfig } from '#shared/config.ts'
import { createLogger } from '#shared/logger.ts'
import { openTabs, skipWithoutBrowser } from '#test/support/browser.ts'
import { upsertJson } from '#test/support/events.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const VIDEOS = [
  { id: 'bread/1 🍞', title: 'Baking sourdough bread at home', language: 'en' },
  { id: 'bread-2', title: 'How to knead bread dough by hand', language: 'en' },
  { id: 'bread-3', title: 'Faire son pain au levain à la maison', language: 'fr' },
  { id: 'stars', title: 'Ein Blick in den Nachthimmel: Sternbilder erkennen', language: 'de' },
]

describe('the page in front of the whole product', { skip: skipWithoutBrowser }, () => {
  const openTab = openTabs()
  const started = Promise.withResolvers<{ origin: string; stop: () => Promise<void> }>()
  before(async () => started.resolve(await start()))
  after(async () => (await started.promise).stop())

  it('finds by another language, follows, and shows neighbours across languages', async () => {
    const { origin } = await started.promise
    const { page, complaints } = await openTab()
    await page.goto(origin)
    await page.getByRole('searchbox').fill('pan casero con masa madre')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Baking sourdough bread at home' }).click()
    await page.getByRole('heading', { level: 1, name: 'Baking sourdough bread at home' }).waitFor()
    const [first = '', second = ''] = await page.locator('.card').allInnerTexts()
    assert.match(first, /How to knead bread dough by hand[^]*Similar/)
    assert.match(second, /Faire son pain[^]*Similar, other language[^]*French/)
    assert.deepEqual(complaints, [])
  })

  it('lists the latest videos at the start', async () => {
    const { origin } = await started.promise
    const { page } = await openTab()
    await page.goto(origin)
    await page.locator('#shelf[aria-busy=false]').waitFor()
    assert.equal(await page.locator('.card').count(), VIDEOS.length)
  })
})

/** The product on a database of its own, with the videos in it. */
async function start() {
  hideFrameworkDetails()
  const folder = await temporaryFolder()
  const config = toConfig({ PORT: '0', UPNEXT_SQLITE_PATH: join(folder.path, 'upnext.db') })
  const product = await openProduct(config, createLogger('error'), () => ({ ready: true, detail: 'ready' }))
  product.server.listen(0, '127.0.0.1')
  await once(product.server, 'listening')
  const { port } = product.server.address() as AddressInfo
  await publishVideos(eventsUrl({ ...config, port }))
  return { origin: `http://127.0.0.1:${port}`, stop: () => stop(product).finally(() => folder.remove()) }
}

async function publishVideos(url: string): Promise<void> {
  const publisher = createHttpPublisher({ url })
  const messages = VIDEOS.map((video) => ({ data: Buffer.from(JSON.stringify(upsertJson(video))), attributes: { type: 'video.upserted' } }))
  await Promise.all(messages.map((message) => publisher.publish(message)))
  await publisher.close()
}

async function stop(product: Product): Promise<void> {
  const closed = once(product.server, 'close')
  product.server.close()
  product.server.closeAllConnections()
  await closed
  await product.close()
}
