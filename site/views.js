import { askViews } from './api.js'
import { card } from './card.js'
import { part } from './dom.js'
import { formatRoute } from './route.js'

/** @typedef {import('./route.js').Route} Route */
/** @typedef {import('./api.js').Answer} Answer */

/** The first places of a shelf stay as they are; what stands further down may move to the views. */
const KEPT = 4

/**
 * Shows, below the shelf of a video, its subject from other points of view. They come after the shelf and are no loss where they do not come.
 *
 * @param {Route} route
 * @param {readonly Answer[]} pages of the shelf
 * @param {AbortSignal} signal
 */
export async function showViews({ view, tuning }, pages, signal) {
  clearViews()
  if (view.kind !== 'video') return
  const kept = pages.flatMap(({ items }) => items.map(({ id }) => id)).slice(0, KEPT)
  const answer = await askViews(view.id, tuning, kept, signal).catch(() => undefined)
  if (signal.aborted || answer === undefined) return
  const items = answer.items.filter(({ id }) => !kept.includes(id))
  part('views-items', HTMLElement).replaceChildren(
    ...items.map((item) => card(item, formatRoute({ view: { kind: 'video', id: item.id }, tuning }))),
  )
  part('views', HTMLElement).hidden = items.length === 0
  dropRepeats()
}

/** No video stands on the page twice: those among the views leave the shelf. */
export function dropRepeats() {
  const views = new Set(cardsOf('views-items').map(({ dataset }) => dataset['id']))
  for (const shelved of cardsOf('items')) if (views.has(shelved.dataset['id'])) shelved.remove()
}

/** Leaves no view of another video on the page. */
export function clearViews() {
  part('views', HTMLElement).hidden = true
  part('views-items', HTMLElement).replaceChildren()
}

/** @param {string} list @returns {HTMLElement[]} */
function cardsOf(list) {
  return Array.from(part(list, HTMLElement).children).filter((child) => child instanceof HTMLElement)
}
