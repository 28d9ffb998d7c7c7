/**
 * What the page shows is all in the part of the address after `#`: `#/`, `#/video/{id}` or `#/search`, then `?` and the settings.
 *
 * @typedef {{ kind: 'latest' } | { kind: 'video', id: string } | { kind: 'search', text: string, without?: string }} View
 * @typedef {{ languages: readonly string[], diversity: number, freshness: number, limit: number }} Tuning
 * @typedef {{ view: View, tuning: Tuning }} Route
 */

/** @type {Tuning} */
export const NEUTRAL = { languages: [], diversity: 0, freshness: 0, limit: 12 }

export const LIMITS = [6, 12, 24, 48]

/**
 * @param {string} hash as in location.hash; what cannot be read means the latest videos
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [path = '', ...rest] = hash.replace(/^#/, '').split('?')
  const parameters = new URLSearchParams(rest.join('?'))
  return { view: parseView(path, parameters), tuning: parseTuning(parameters) }
}

/**
 * @param {Route} route
 * @returns {string} the hash, with `#`
 */
export function formatRoute({ view, tuning }) {
  const parameters = new URLSearchParams(view.kind === 'search' ? { text: view.text } : {})
  if (view.kind === 'search' && view.without) parameters.set('without', view.without)
  for (const [name, value] of tuningParameters(tuning)) parameters.append(name, value)
  const query = parameters.size === 0 ? '' : `?${parameters.toString()}`
  return `#/${view.kind === 'video' ? `video/${encodeURIComponent(view.id)}` : view.kind === 'search' ? 'search' : ''}${query}`
}

/**
 * Names and values of all that differs from NEUTRAL: the API knows them by the same names.
 *
 * @param {Tuning} tuning
 * @returns {[string, string][]}
 */
export function tuningParameters({ languages, diversity, freshness, limit }) {
  /** @type {[string, number, number][]} */
  const numbers = [
    ['diversity', diversity, NEUTRAL.diversity],
    ['freshness', freshness, NEUTRAL.freshness],
    ['limit', limit, NEUTRAL.limit],
  ]
  const changed = numbers.filter(([, value, neutral]) => value !== neutral)
  return [
    ...languages.map((language) => /** @type {[string, string]} */ (['languages', language])),
    ...changed.map(([name, value]) => /** @type {[string, string]} */ ([name, String(value)])),
  ]
}

/**
 * @param {string} path
 * @param {URLSearchParams} parameters
 * @returns {View}
 */
function parseView(path, parameters) {
  const text = parameters.get('text')?.trim() ?? ''
  const without = parameters.get('without')?.trim() ?? ''
  if (path === '/search' && text !== '') return { kind: 'search', text, ...(without !== '' && { without }) }
  const id = path.startsWith('/video/') ? decoded(path.slice('/video/'.length)) : ''
  return id === '' ? { kind: 'latest' } : { kind: 'video', id }
}

/**
 * @param {URLSearchParams} parameters
 * @returns {Tuning}
 */
function parseTuning(parameters) {
  const limit = Number(parameters.get('limit'))
  return {
    languages: [...new Set(parameters.getAll('languages'))],
    diversity: share(parameters.get('diversity')),
    freshness: share(parameters.get('freshness')),
    limit: LIMITS.includes(limit) ? limit : NEUTRAL.limit,
  }
}

/** @param {string | null} text @returns {number} from 0 to 1; 0 for what is no number */
function share(text) {
  return Math.min(Math.max(Number(text) || 0, 0), 1)
}

/** @param {string} text @returns {string} empty where the percent signs make no sense */
function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
