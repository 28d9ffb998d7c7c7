import { existsSync } from 'node:fs'
import { after } from 'node:test'
import { chromium } from 'playwright-core'
import type { BrowserContextOptions, Page } from 'playwright-core'

const CHROMIUM = process.env['UPNEXT_CHROMIUM'] ?? '/usr/bin/chromium'

/** Chromium's sandbox refuses to run as root, and nothing of the browser's own may reach for the network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** For node:test's `skip`: the reason on a machine without Chromium, else false. */
export const skipWithoutBrowser = existsSync(CHROMIUM) ? false : `no Chromium at ${CHROMIUM}; UPNEXT_CHROMIUM may name another`

/** A page, and all that it complained about: console errors and warnings, uncaught errors, policy violations. */
export interface Tab {
  readonly page: Page
  readonly complaints: readonly string[]
}

/** Opens tabs in one Chromium, which closes after the file's last test. */
export function openTabs(): (options?: BrowserContextOptions) => Promise<Tab> {
  const browser = skipWithoutBrowser === false ? chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS }) : undefined
  after(async () => (await browser)?.close())
  return async (options) => {
    if (browser === undefined) throw new Error('There is no Chromium: skip the suite with skipWithoutBrowser.')
    const page = await (await browser).newPage({ locale: 'en-GB', ...options })
    const complaints: string[] = []
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    return { page, complaints }
  }
}
