/**
 * @typedef {{ shelfId: string, placement: string, seed?: string | undefined, experiment: import('../api.js').Answer['experiment'] }} Shelf
 * @typedef {{ shelf: Shelf, impression: string, item: string, position: number, tier: string }} Place where an item stood when it was seen
 */

/** Browsers give all beacons under way 64 KiB together. */
const MOST_EVENTS = 50
const SESSION = 'upnext-session'

/** @type {Record<string, unknown>[]} */
let waiting = []

/** Whether the browser asks not to be followed: then nothing leaves the page. @returns {boolean} */
function asksForPrivacy() {
  const { globalPrivacyControl, doNotTrack } = /** @type {{ globalPrivacyControl?: boolean, doNotTrack?: string | null }} */ (navigator)
  return globalPrivacyControl === true || doNotTrack === '1'
}

/** A name for this visit, gone with the tab. It knows nothing of who it is. @returns {string} */
function session() {
  const known = sessionStorage.getItem(SESSION) ?? newName()
  sessionStorage.setItem(SESSION, known)
  return known
}

/** `crypto.randomUUID` is missing where the page comes by plain HTTP from another machine. @returns {string} */
export function newName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @param {Shelf} shelf @param {Record<string, unknown>} event with its type, and an id where others will name it */
export function tell(shelf, event) {
  if (asksForPrivacy()) return
  waiting.push({ id: newName(), at: new Date().toISOString(), session: session(), ...shelf, ...event })
  if (waiting.length >= MOST_EVENTS) send()
}

/** As text, which browsers send to another origin without asking it first. */
export function send() {
  if (waiting.length === 0) return
  const events = waiting
  waiting = []
  navigator.sendBeacon('/v1/events', JSON.stringify(events))
}
