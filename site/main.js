import { ask } from './api.js'
import { part } from './dom.js'
import { followShelf, noteClick } from './feedback/shelf.js'
import { showHero } from './hero.js'
import { showAnnouncement, showNotices, showTrouble } from './notice.js'
import { rememberedPlace, rememberPlace, watchScroll } from './place.js'
import { formatRoute, parseRoute } from './route.js'
import { showPlaceholders, showShelf } from './shelf.js'
import { describeTuning, tuningForm } from './tuning.js'
import { clearViews, dropRepeats, showViews } from './views.js'

/** @typedef {import('./route.js').Route} Route */
/** @typedef {import('./api.js').Answer} Answer */

const more = part('more', HTMLButtonElement)
const search = part('text', HTMLInputElement)
const items = part('items', HTMLElement)
const tuning = tuningForm(retune)

/** The pages on show. */
/** @type {readonly Answer[]} */
let shown = []

/** Ends the requests of a view that was left. */
let running = new AbortController()

/**
 * Shows what the address says.
 *
 * @param {boolean} moved whether the person came here from another view, so that the focus must come along
 */
async function visit(moved) {
  const route = parseRoute(location.hash)
  const place = rememberedPlace()
  tuning.show(route.tuning)
  search.value = route.view.kind === 'search' ? route.view.text : ''
  if (!(await load(route, [], place?.pages ?? 1))) return
  rememberPlace({})
  scrollTo(0, place?.top ?? 0)
  if (moved) part('title', HTMLElement).focus({ preventScroll: true })
}

/** The same view with other settings takes the place of its history entry: going back leaves the view. @param {Route['tuning']} changed */
function retune(changed) {
  const route = { ...parseRoute(location.hash), tuning: changed }
  history.replaceState({ pages: 1, top: scrollY }, '', formatRoute(route))
  tuning.show(changed)
  void load(route, [], 1)
}

/**
 * Asks for pages until `wanted` are there, and shows them.
 *
 * @param {Route} route
 * @param {readonly Answer[]} first pages that are there already
 * @param {number} wanted
 * @returns {Promise<boolean>} whether this view is still the one that the person wants to see
 */
async function load(route, first, wanted) {
  running.abort()
  running = new AbortController()
  const { signal } = running
  setBusy(true)
  try {
    const pages = await collect(route, first, wanted, signal)
    showPages(route, pages, first.length)
    if (first.length === 0) void showViews(route, pages, signal)
    else dropRepeats()
  } catch (error) {
    if (signal.aborted) return false
    if (first.length === 0) showNothing(route)
    showTrouble(error, first.length > 0, () => void load(route, first, wanted))
  }
  setBusy(false)
  return true
}

/**
 * @param {Route} route
 * @param {readonly Answer[]} first
 * @param {number} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<Answer[]>}
 */
async function collect(route, first, wanted, signal) {
  const pages = [...first]
  do pages.push(await ask(route, pages.at(-1)?.cursor ?? undefined, signal))
  while (pages.length < wanted && pages.at(-1)?.cursor)
  return pages
}

/** @param {Route} route @param {readonly Answer[]} pages @param {number} kept how many of them are on the page already */
function showPages(route, pages, kept) {
  shown = pages
  const last = pages.at(-1)
  if (kept === 0) showHero(route.view, last?.seed)
  showShelf(route, pages, kept)
  followShelf(route, pages, kept, Array.from(items.children))
  if (last !== undefined) showNotices(route, last, pages)
  describeTuning(route.tuning, last?.seed.languages ?? [])
}

/** @param {Route} route */
function showNothing(route) {
  shown = []
  describeTuning(route.tuning, [])
  showHero(route.view, undefined)
  showShelf(route, [], 0)
  clearViews()
}

/** @param {boolean} busy */
function setBusy(busy) {
  part('shelf', HTMLElement).ariaBusy = String(busy)
  if (busy) showAnnouncement('Loading')
}

more.addEventListener('click', () => {
  rememberPlace({ pages: shown.length + 1 })
  void load(parseRoute(location.hash), shown, shown.length + 1)
})

// The middle button opens a tab: a click as well.
for (const kind of ['click', 'auxclick']) {
  items.addEventListener(kind, ({ target }) => {
    const card = target instanceof Element && target.closest('a') ? target.closest('.card') : null
    if (card) noteClick(card)
  })
}

part('search', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault()
  const text = search.value.trim()
  if (text === '') return
  location.hash = formatRoute({ view: { kind: 'search', text }, tuning: parseRoute(location.hash).tuning })
})

// The address belongs to the views, so that this link cannot lead to a place on the page by it.
part('skip', HTMLAnchorElement).addEventListener('click', (event) => {
  event.preventDefault()
  part('shelf', HTMLElement).focus()
})

addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target !== document.body) return
  event.preventDefault()
  search.focus()
})

part('tuning', HTMLDetailsElement).open = matchMedia('(min-width: 64rem)').matches
addEventListener('hashchange', () => void visit(true))
watchScroll()
showPlaceholders(parseRoute(location.hash).tuning.limit)
void visit(false)
