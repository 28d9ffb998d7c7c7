import { newName, send, tell } from './events.js'

/** An item was seen when half of it was in view for so long. */
const SEEN_MS = 1000

/** @typedef {import('./events.js').Shelf} Shelf */
/** @typedef {{ shelf: Shelf, item: string, position: number, tier: string }} Standing */

/** Items that are watched for, and those that were seen with where that was. */
/** @type {Map<Element, Standing>} */
const standing = new Map()
/** @type {Map<Element, import('./events.js').Place>} */
const seen = new Map()
/** @type {Map<Element, ReturnType<typeof setTimeout>>} */
const timers = new Map()
/** @type {Set<Element>} */
const fresh = new Set()
/** @type {ReturnType<typeof setTimeout> | undefined} */
let flushing

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target))
      if (isIntersecting)
        timers.set(
          target,
          setTimeout(() => noteSeen(target), SEEN_MS),
        )
    }
  },
  { threshold: 0.5 },
)

/**
 * Watches for the items of one answer to be seen.
 *
 * @param {Shelf} shelf
 * @param {readonly import('../api.js').Item[]} items
 * @param {readonly Element[]} cards of the items
 * @param {number} before items that stand above them
 */
export function awaitSight(shelf, items, cards, before) {
  items.forEach((item, i) => {
    const card = cards[i]
    if (card === undefined) return
    standing.set(card, { shelf, item: item.id, position: before + i + 1, tier: item.tier ?? 'latest' })
    observer.observe(card)
  })
}

/** Forgets items that are no longer on the page. */
export function endSight() {
  noteImpressions()
  observer.disconnect()
  for (const timer of timers.values()) clearTimeout(timer)
  for (const kept of [standing, seen, timers]) kept.clear()
}

/** Where a card stood; who clicks has seen it. @param {Element} card @returns {import('./events.js').Place | undefined} */
export function placeOf(card) {
  if (standing.has(card) && !seen.has(card)) {
    fresh.add(card)
    noteImpressions()
  }
  return seen.get(card)
}

/** Items that come into view together are one impression. @param {Element} card */
function noteSeen(card) {
  observer.unobserve(card)
  if (seen.has(card)) return
  fresh.add(card)
  flushing ??= setTimeout(noteImpressions, 100)
}

function noteImpressions() {
  clearTimeout(flushing)
  flushing = undefined
  const shelves = Map.groupBy(fresh, (card) => standing.get(card)?.shelf)
  fresh.clear()
  for (const [shelf, cards] of shelves) if (shelf !== undefined) noteImpression(shelf, cards)
  send()
}

/** @param {Shelf} shelf @param {readonly Element[]} cards */
function noteImpression(shelf, cards) {
  const impression = newName()
  const items = cards.flatMap((card) => {
    const at = standing.get(card)
    if (at === undefined) return []
    seen.set(card, { ...at, impression })
    return [{ id: at.item, position: at.position, tier: at.tier }]
  })
  tell(shelf, { type: 'impression', id: impression, items })
}
