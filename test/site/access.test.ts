import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anAnswer, anItem } from '#test/support/answer.ts'
import { openPages, skipWithoutBrowser } from '#test/support/page.ts'
import { contrasts } from '#test/support/contrast.ts'

const open = openPages()

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const items = [
  anItem({ id: 'long', title: long, channelId: long, reason: { code: 'x', text: long } }),
  anItem({ id: 'rtl', title: 'الخبز الأول: 3 أخطاء', language: 'ar', tier: 'similar-other-language' }),
  anItem({ id: 'channel', tier: 'same-channel', confidence: null }),
  anItem({ id: 'latest', tier: 'latest', confidence: null }),
]
const answer = () =>
  anAnswer({ items, seed: { id: long, status: 'indexed', title: long, channelId: long, url: 'https://v.example/', languages: [] } })
const VIEWS = ['#/', `#/video/${long}`, `#/search?text=${long}`]

describe('the page for everyone', { skip: skipWithoutBrowser }, () => {
  it('never scrolls sideways on a phone', async () => {
    const { page } = await open({ answer, viewport: { width: 360, height: 700 } })
    await page.getByText('Tune this shelf').click()
    for (const view of VIEWS) {
      await page.evaluate(`location.hash = ${JSON.stringify(view)}`)
      await page.locator('#shelf[aria-busy=false]').waitFor()
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, view)
    }
  })

  it('names every control, describes every picture, has one main heading and no id twice', async () => {
    for (const hash of VIEWS) {
      const { page } = await open({ answer, hash })
      assert.deepEqual(await page.evaluate(NAMELESS), [], hash)
      assert.equal(await page.locator('img:not([alt])').count(), 0)
      assert.equal(await page.locator('h1').count(), 1)
      assert.equal(
        await page.evaluate(
          'new Set([...document.querySelectorAll("[id]")].map(({ id }) => id)).size - document.querySelectorAll("[id]").length',
        ),
        0,
      )
      assert.equal(await page.locator('html').getAttribute('lang'), 'en')
    }
  })

  it('can be read in light and dark: contrast of 4.5 and more', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open({ answer, hash: VIEWS[1] ?? '', colorScheme })
      const measured = await contrasts(page, [
        'h1',
        '.facts',
        '.badge',
        '.reason',
        '.tally',
        '.eyebrow',
        '.open',
        '.lead',
        '.chip',
        'summary',
        '#tuned',
        'small',
        '.foot',
      ])
      for (const { selector, ratio } of measured) assert.ok(ratio >= 4.5, `${selector} in ${colorScheme}: ${ratio.toFixed(2)}`)
      assert.ok(measured.length >= 15)
    }
  })

  it('writes titles in their own direction and language', async () => {
    const { page } = await open({ answer })
    const link = page.getByRole('link', { name: 'الخبز' })
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector("main .card [lang=ar]")).direction'), 'rtl')
    assert.equal(await link.getAttribute('lang'), 'ar')
  })

  it('can be used by keyboard alone', async () => {
    const { page, heading } = await open({ answer })
    await page.evaluate('document.activeElement.blur()')
    await page.keyboard.press('/')
    assert.equal(await page.evaluate('document.activeElement.id'), 'text')
    await page.getByRole('link', { name: 'Skip to the videos' }).focus()
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate('document.activeElement.id'), 'shelf')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/video\/long/)
    await heading.getByText(long).waitFor()
  })
})

/** Controls without a name that a screen reader could say. */
const NAMELESS = `[...document.querySelectorAll('a, button, input, select, [role=meter]')]
  .filter((control) => !(control.getAttribute('aria-label') || control.labels?.[0]?.textContent.trim() || control.textContent.trim()))
  .map((control) => control.outerHTML)`
