import { card } from './card.js'
import { element, part } from './dom.js'
import { count } from './format.js'
import { formatRoute } from './route.js'
import { tierCounts, tierName } from './tiers.js'

const TITLES = { latest: 'Latest videos', video: 'Up next', search: 'Results' }

/**
 * @param {import('./route.js').Route} route
 * @param {readonly import('./api.js').Answer[]} pages
 * @param {number} kept how many of the pages are on show already and stay
 */
export function showShelf(route, pages, kept) {
  const cards = pages.slice(kept).flatMap((page) => page.items.map((item) => card(item, href(item.id, route.tuning))))
  const list = part('items', HTMLElement)
  if (kept === 0) list.replaceChildren()
  list.append(...cards)
  part('shelf-title', HTMLElement).textContent = TITLES[route.view.kind]
  part('tally', HTMLElement).replaceChildren(...tally(pages))
  part('provenance', HTMLElement).textContent = provenance(pages.at(-1))
  showMore(!!pages.at(-1)?.cursor, cards[0])
}

/** The button that had the focus must not take it along when it goes. @param {boolean} possible @param {HTMLElement | undefined} next */
function showMore(possible, next) {
  const more = part('more', HTMLButtonElement)
  const focused = document.activeElement === more
  more.hidden = !possible
  if (focused && !possible) next?.querySelector('a')?.focus({ preventScroll: true })
}

/** Grey boxes in the place of the videos that are on their way. @param {number} amount */
export function showPlaceholders(amount) {
  const boxes = Array.from({ length: amount }, () =>
    element('li', { class: 'card placeholder', 'aria-hidden': 'true' }, element('div', { class: 'frame' })),
  )
  part('items', HTMLElement).replaceChildren(...boxes)
}

/** @param {string} id @param {import('./route.js').Tuning} tuning */
function href(id, tuning) {
  return formatRoute({ view: { kind: 'video', id }, tuning })
}

/** How many videos each tier brought. @param {readonly import('./api.js').Answer[]} pages @returns {HTMLElement[]} */
function tally(pages) {
  const tiers = tierCounts(pages.flatMap((page) => page.items))
  const total = tiers.reduce((sum, [, videos]) => sum + videos, 0)
  const shares = tiers.map(([tier, videos]) =>
    element('span', { class: 'share', 'data-tier': tier }, `${String(videos)} ${tierName(tier).toLowerCase()}`),
  )
  return total === 0 ? [] : [element('span', {}, count(total, 'video')), ...(shares.length > 1 ? shares : [])]
}

/** Which recipe scored the shelf, and the shelf's own name. @param {import('./api.js').Answer | undefined} page @returns {string} */
function provenance(page) {
  return page === undefined ? '' : `Recipe ${page.recipe.name} ${page.recipe.digest} · shelf ${page.shelfId.slice(0, 16)}`
}
