/**
 * What a history entry remembers beside its address, so that going back finds the page as it was left.
 *
 * @typedef {{ pages: number, top: number }} Place
 */

const SETTLED_MS = 100

/** @returns {Place | undefined} undefined for an entry that is visited for the first time */
export function rememberedPlace() {
  const state = /** @type {unknown} */ (history.state)
  return isPlace(state) ? state : undefined
}

/** @param {Partial<Place>} change */
export function rememberPlace(change) {
  history.replaceState({ pages: 1, top: 0, ...rememberedPlace(), ...change }, '')
}

/** Keeps the scroll position up to date; the browser's own restoring would act before the videos are there. */
export function watchScroll() {
  history.scrollRestoration = 'manual'
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  addEventListener('scroll', () => {
    const { hash } = location
    clearTimeout(timer)
    timer = setTimeout(() => hash === location.hash && rememberPlace({ top: scrollY }), SETTLED_MS)
  })
}

/** @param {unknown} state @returns {state is Place} */
function isPlace(state) {
  return typeof state === 'object' && state !== null && 'pages' in state && 'top' in state
}
