import { send, tell } from './events.js'
import { awaitSight, endSight, placeOf } from './impressions.js'
import { beginWatch, endWatch } from './watching.js'

/** The click that led to the video on show. */
/** @type {import('./events.js').Place | undefined} */
let followed

/**
 * Tells what is seen of a shelf, what is clicked, and how long its video is watched.
 *
 * @param {import('../route.js').Route} route
 * @param {readonly import('../api.js').Answer[]} pages
 * @param {number} kept how many of the pages were on show already
 * @param {readonly Element[]} cards of all items
 */
export function followShelf({ view }, pages, kept, cards) {
  if (kept === 0) {
    endSight()
    const seed = pages.at(-1)?.seed
    if (view.kind === 'video') beginWatch(view.id, seed?.durationSeconds, followed?.item === view.id ? followed : undefined)
    else endWatch()
  }
  pages.forEach(({ shelfId, experiment, items }, page) => {
    if (page < kept) return
    const before = pages.slice(0, page).reduce((sum, { items: { length } }) => sum + length, 0)
    const placement = view.kind === 'search' ? 'search' : 'default'
    const shelf = { shelfId, placement, experiment, ...(view.kind === 'video' && { seed: view.id }) }
    awaitSight(shelf, items, cards.slice(before, before + items.length), before)
  })
}

/** @param {Element} card */
export function noteClick(card) {
  const place = placeOf(card)
  if (place === undefined) return
  followed = place
  const { shelf, impression, item, position, tier } = place
  tell(shelf, { type: 'click', impression, item, position, tier })
  send()
}
