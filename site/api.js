import { tuningParameters } from './route.js'

/**
 * @typedef {import('#shared/recommendation/answer.ts').Answer} Answer
 * @typedef {import('#shared/recommendation/answer.ts').AnswerItem} Item
 * @typedef {import('#shared/recommendation/answer.ts').SeedView} Seed
 * @typedef {import('#shared/recommendation/answer.ts').Why} Why
 *
 * @typedef {{ title?: string, detail?: string, errors?: { field: string, message: string }[] }} Problem
 */

/** An answer that did not come; its message is for people. */
export class ApiError extends Error {}

/**
 * The shelf that a route asks for.
 *
 * @param {import('./route.js').Route} route
 * @param {string | undefined} cursor of the page before
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 * @throws {ApiError} when there is no answer, and the signal's reason once it aborts
 */
export async function ask({ view, tuning }, cursor, signal) {
  const response = await (view.kind === 'latest' ? askLatest(tuning, cursor, signal) : askAbout(view, tuning, cursor, signal))
  if (!response.ok) throw new ApiError(await problem(response))
  return /** @type {Answer} */ (await body(response))
}

/**
 * @param {Exclude<import('./route.js').View, { kind: 'latest' }>} view
 * @param {import('./route.js').Tuning} tuning
 * @param {string | undefined} cursor
 * @param {AbortSignal} signal
 */
function askAbout(view, tuning, cursor, signal) {
  const parameters = new URLSearchParams(tuningParameters(tuning))
  if (view.kind === 'search') parameters.set('text', view.text)
  if (view.kind === 'search' && view.without) parameters.set('avoidText', view.without)
  if (cursor !== undefined) parameters.set('cursor', cursor)
  const path = view.kind === 'search' ? '/v1/search' : `/v1/videos/${encodeURIComponent(view.id)}/recommendations`
  return reach(parameters.size === 0 ? path : `${path}?${parameters.toString()}`, { signal })
}

/** Points of view that a page shows. */
const VIEWS = 4

/**
 * Other points of view on the subject of a video.
 *
 * @param {string} id
 * @param {import('./route.js').Tuning} tuning whose languages count
 * @param {readonly string[]} exclude what stands elsewhere on the page
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 * @throws what `ask` throws
 */
export async function askViews(id, { languages }, exclude, signal) {
  const wishes = [...languages.map((tag) => ['languages', tag]), ...exclude.map((other) => ['exclude', other])]
  const parameters = new URLSearchParams([['limit', String(VIEWS)], ...wishes])
  const response = await reach(`/v1/videos/${encodeURIComponent(id)}/perspectives?${parameters.toString()}`, { signal })
  if (!response.ok) throw new ApiError(await problem(response))
  return /** @type {Answer} */ (await body(response))
}

/**
 * A shelf without a seed holds the latest videos.
 *
 * @param {import('./route.js').Tuning} tuning
 * @param {string | undefined} cursor
 * @param {AbortSignal} signal
 */
function askLatest(tuning, cursor, signal) {
  const headers = { 'Content-Type': 'application/json' }
  return reach('/v1/recommendations', { method: 'POST', headers, body: JSON.stringify({ positive: [], ...tuning, cursor }), signal })
}

/** @param {string} url @param {RequestInit & { signal: AbortSignal }} request @returns {Promise<Response>} */
async function reach(url, request) {
  try {
    return await fetch(url, request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new ApiError('The server cannot be reached. Check that it is running and that you are online.', { cause: error })
  }
}

/** @param {Response} response @returns {Promise<unknown>} */
function body(response) {
  return response.json()
}

/** @param {Response} response @returns {Promise<string>} what application/problem+json says, else the status */
async function problem(response) {
  const said = /** @type {Problem} */ (await body(response).catch(() => ({})))
  const faults = (said.errors ?? []).map(({ field, message }) => `${field}: ${message}`)
  const sentence = said.detail ?? said.title ?? `The server answered ${response.status} ${response.statusText}.`
  return [sentence, ...faults].join(' ')
}
