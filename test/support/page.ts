import { after } from 'node:test'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { openTabs, skipWithoutBrowser } from './browser.ts'
import { startPageServer } from './page-server.ts'
import type { Asked, PageServer } from './page-server.ts'

/** What a test sees of the page and of the API behind it. */
export interface OpenPage {
  readonly page: Page
  readonly server: PageServer
  readonly complaints: readonly string[]
  readonly cards: Locator
  readonly heading: Locator
  /** The latest request to the API for a shelf; other points of view come on top of one. */
  readonly lastAsked: () => Asked
}

export interface PageOptions extends BrowserContextOptions {
  /** The API's answers. */
  readonly answer: (asked: Asked) => object
  /** Where to start, with `#`. */
  readonly hash?: string
  /** Whether the browser has Global Privacy Control on. */
  readonly privacy?: boolean
}

/** Opens the page with canned answers and waits until they are shown. Everything closes after the file's last test. */
export function openPages(): (options: PageOptions) => Promise<OpenPage> {
  const openTab = openTabs()
  const servers: PageServer[] = []
  after(() => Promise.all(servers.map((server) => server.close())))
  return async ({ answer, hash = '', privacy = false, ...options }) => {
    const server = await startPageServer(answer)
    servers.push(server)
    const { page, complaints } = await openTab(options)
    if (privacy) await page.addInitScript('Object.defineProperty(navigator, "globalPrivacyControl", { value: true })')
    await page.goto(`${server.origin}/${hash}`)
    await settled(page)
    return {
      page,
      server,
      complaints,
      cards: page.getByRole('listitem').filter({ has: page.getByRole('heading') }),
      heading: page.getByRole('heading', { level: 1 }),
      lastAsked: () => server.asked.findLast(({ path }) => !path.endsWith('/perspectives')) ?? fail(),
    }
  }
}

/** Waits until nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#shelf[aria-busy=false]').waitFor()
}

const PATIENCE_MS = 10_000

/** Waits until an expression holds in the page. Playwright's own way needs eval, which the page's policy forbids. */
export async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while ((await page.evaluate(expression)) !== true) {
    if (Date.now() > end) throw new Error(`This never came to hold in the page: ${expression}`)
    await page.waitForTimeout(20)
  }
}

export { skipWithoutBrowser }

function fail(): never {
  throw new Error('The page has not asked for anything.')
}
