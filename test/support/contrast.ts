import type { Page } from 'playwright-core'

export interface Contrast {
  readonly selector: string
  /** As WCAG 2.2 defines it, 1 to 21. */
  readonly ratio: number
}

/** Contrast of the text of every visible element that fits a selector, against the nearest opaque background. */
export function contrasts(page: Page, selectors: readonly string[]): Promise<Contrast[]> {
  return page.evaluate<Contrast[]>(`(${IN_PAGE})(${JSON.stringify(selectors)})`)
}

/** Runs in the page. A canvas turns every way to write a colour into bytes, and lays translucent colours over each other. */
const IN_PAGE = `(selectors) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true })
  const paint = (colour) => {
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const lineage = (element) => (element ? [...lineage(element.parentElement), element] : [])
  const channel = (byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4)
  const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
  const measure = (element) => {
    const [below] = lineage(element).map((ancestor) => paint(getComputedStyle(ancestor).backgroundColor)).slice(-1)
    const both = [luminance(below), luminance(paint(getComputedStyle(element).color))].sort((a, b) => b - a)
    return (both[0] + 0.05) / (both[1] + 0.05)
  }
  return selectors.flatMap((selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()).map((element) => ({ selector, ratio: measure(element) })))
}`
