import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { page, type Report } from '#shared/report/page.ts'
import { dotPlot } from '#shared/report/plots.ts'
import { openTabs, skipWithoutBrowser } from '#test/support/browser.ts'
import { contrasts } from '#test/support/contrast.ts'

const plot = dotPlot({ title: 't', description: 'd', x: { label: 'x' }, y: { label: 'y' }, series: [] })
const REPORT: Report = {
  title: 'How <sure> it is',
  lead: 'Sure & certain.',
  sections: [
    { heading: 'One', text: 'First.\n\nSecond.', plot },
    { heading: 'Two', plot, table: { caption: 'Numbers', head: ['mix', 'pairs'], rows: [['<td>', 12]] } },
  ],
}

describe('page', () => {
  it('is one document that asks for nothing else', () => {
    const html = page(REPORT)
    assert.match(html, /^<!doctype html>\n<html lang="en">/)
    assert.match(html, /Content-Security-Policy" content="default-src 'none'/)
    assert.doesNotMatch(html, /<script|<link|https?:|url\(/)
  })

  it('escapes what it is given', () => {
    const html = page(REPORT)
    assert.match(html, /<h1>How &lt;sure&gt; it is<\/h1><p>Sure &amp; certain\.<\/p>/)
    assert.match(html, /<th scope="row">&lt;td&gt;<\/th><td>12<\/td>/)
  })

  it('has ids that are unique, sections that are named and tables that a keyboard reaches', () => {
    const html = page(REPORT)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    assert.equal(new Set(ids).size, ids.length)
    assert.match(html, /<section aria-labelledby="section-2"><h2 id="section-2">Two/)
    assert.match(html, /role="region" tabindex="0" aria-label="Numbers"><table><caption>Numbers/)
    assert.match(html, /<p>First\.<\/p><p>Second\.<\/p>/)
  })
})

describe('page in a browser', { skip: skipWithoutBrowser }, () => {
  const openTab = openTabs()

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is readable and no wider than a narrow screen, ${colorScheme}`, async () => {
      const { page: tab, complaints } = await openTab({ colorScheme, viewport: { width: 320, height: 640 } })
      await tab.setContent(page(REPORT))
      const found = await contrasts(tab, ['h1', 'h2', 'p', 'caption', 'th', 'td'])
      assert.ok(found.length > 8 && found.every(({ ratio }) => ratio >= 4.5), JSON.stringify(found))
      assert.equal(await tab.evaluate('document.documentElement.scrollWidth'), 320)
      assert.equal(await tab.getByRole('img', { name: 't' }).count(), 2)
      assert.deepEqual(complaints, [])
    })
  }
})
