import { ApiError } from './api.js'
import { element, part } from './dom.js'
import { count } from './format.js'

/** @typedef {import('./api.js').Answer} Answer */

/** What each cause means for people. A shelf that merely ends needs no words. */
/** @type {Readonly<Record<import('./api.js').Why, string>>} */
const CAUSES = {
  'index-slow': 'The index did not answer in time. This shelf was filled without it.',
  'index-unavailable': 'The index cannot be reached. This shelf was filled without it.',
  'model-unavailable': 'The language model did not answer. This search went by words alone.',
  'seed-not-indexed': 'Nothing is known of this video, or not yet. The shelf shows what else there is.',
  'seed-unavailable': 'This video is not available, so nothing of its content is used. The shelf shows what else there is.',
  'no-more-videos': '',
}

/**
 * What people should know about a shelf beside its videos: nothing for a shelf as it should be.
 *
 * @param {import('./route.js').Route} route
 * @param {Answer} last
 * @param {readonly Answer[]} pages all that are shown
 */
export function showNotices({ view, tuning }, { fill, seed }, pages) {
  const videos = pages.reduce((sum, page) => sum + page.items.length, 0)
  const readAs = seed.readAs === undefined ? '' : `No title is spelled so: these are videos about “${seed.readAs}”.`
  const sentences = [fill.why === null ? '' : CAUSES[fill.why], readAs, videos === 0 ? emptiness(view, tuning) : ''].filter(
    (sentence) => sentence !== '',
  )
  const kind = fill.degraded ? 'degraded' : 'note'
  part('notice', HTMLElement).replaceChildren(
    ...sentences.map((sentence) => element('p', { class: 'notice', 'data-kind': kind }, sentence)),
  )
  part('trouble', HTMLElement).replaceChildren()
  showAnnouncement(`${count(videos, 'video')} shown. ${sentences.join(' ')}`)
}

/** @param {import('./route.js').View} view @param {import('./route.js').Tuning} tuning @returns {string} why there may be no video */
function emptiness(view, tuning) {
  if (view.kind === 'search') return 'No video is about this. Other words may find some, in any language.'
  if (tuning.languages.length > 0) return 'No video fits these settings.'
  return 'There is no video yet. One that is published appears here within seconds.'
}

/**
 * Says that a shelf, or its next page, did not come.
 *
 * @param {unknown} error
 * @param {boolean} below whether the videos before stay, so that the message belongs below them
 * @param {() => void} retry
 */
export function showTrouble(error, below, retry) {
  const message = error instanceof ApiError ? error.message : 'Something went wrong on this page.'
  const button = element('button', { type: 'button' }, 'Try again')
  button.addEventListener('click', retry)
  part(below ? 'notice' : 'trouble', HTMLElement).replaceChildren()
  part(below ? 'trouble' : 'notice', HTMLElement).replaceChildren(
    element('div', { class: 'notice', 'data-kind': 'error' }, element('p', {}, message), button),
  )
  showAnnouncement(message)
  if (!(error instanceof ApiError)) reportError(error)
}

/** For those who hear the page. @param {string} text */
export function showAnnouncement(text) {
  part('announcement', HTMLElement).textContent = text
}
