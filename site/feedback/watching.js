import { send, tell } from './events.js'

/** Less is passing by. */
const LEAST_SECONDS = 3

/** @typedef {{ item: string, duration: number, place: import('./events.js').Place | undefined, seconds: number, since: number | undefined }} Watch */

/** @type {Watch | undefined} */
let watch

/**
 * The page has no player: being on the page of a video, in front, stands for watching it.
 *
 * @param {string} item
 * @param {number | undefined} duration in seconds; a video of unknown length is not followed
 * @param {import('./events.js').Place | undefined} place where it was clicked
 */
export function beginWatch(item, duration, place) {
  if (watch?.item === item) return
  endWatch()
  if (duration !== undefined && duration > 0) watch = { item, duration, place, seconds: 0, since: inFront() }
}

export function endWatch() {
  report()
  watch = undefined
}

function report() {
  if (watch === undefined) return
  const now = performance.now()
  watch.seconds += watch.since === undefined ? 0 : (now - watch.since) / 1000
  watch.since = inFront()
  const { item, duration, place } = watch
  const seconds = Math.min(watch.seconds, duration)
  if (seconds < LEAST_SECONDS) return
  const { impression, position, tier } = place ?? {}
  const progress = { type: 'progress', item, impression, position, tier, seconds, percent: (100 * seconds) / duration }
  tell(place?.shelf ?? NO_SHELF, { ...progress, finished: seconds >= duration })
  send()
}

/** Of a video that no shelf led to. */
const NO_SHELF = /** @type {import('./events.js').Shelf} */ ({ experiment: null })

/** @returns {number | undefined} */
function inFront() {
  return document.visibilityState === 'visible' ? performance.now() : undefined
}

// The last moment at which a page on a phone is sure to be asked.
document.addEventListener('visibilitychange', report)
