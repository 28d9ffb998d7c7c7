import { element, part } from './dom.js'
import { facts } from './facts.js'
import { titleOf } from './format.js'
import { length, picture, webAddress } from './picture.js'
import { formatRoute, parseRoute } from './route.js'

/** @typedef {import('./api.js').Seed} Seed */

/** Searches to begin with, some in other scripts, to show that languages do not matter. */
const IDEAS = ['baking bread', 'ciel nocturne', '自転車', 'جيتار', 'Schach']

/**
 * The head of the page: what the shelf belongs to.
 *
 * @param {import('./route.js').View} view
 * @param {Seed | undefined} seed as far as the answer told, for a video
 */
export function showHero(view, seed) {
  const box = part('hero', HTMLElement)
  box.dataset['view'] = view.kind
  box.replaceChildren(...content(view, seed))
  document.title = view.kind === 'latest' ? 'Upnext' : `${part('title', HTMLElement).textContent} · Upnext`
}

/** @param {import('./route.js').View} view @param {Seed | undefined} seed @returns {HTMLElement[]} */
function content(view, seed) {
  switch (view.kind) {
    case 'video':
      return video({ ...seed, id: view.id })
    case 'search':
      return [element('p', { class: 'eyebrow' }, 'Videos about'), heading(view.text), avoiding(view)]
    case 'latest':
      return welcome()
  }
}

/**
 * What a search is to leave out.
 *
 * @param {Extract<import('./route.js').View, { kind: 'search' }>} view
 * @returns {HTMLElement}
 */
function avoiding({ text, without = '' }) {
  const attributes = {
    id: 'without',
    name: 'without',
    maxlength: 2000,
    autocomplete: 'off',
    dir: 'auto',
    value: without,
    placeholder: 'nothing',
  }
  const input = element('input', attributes)
  const form = element(
    'form',
    { class: 'without' },
    element('label', { for: 'without' }, 'without'),
    input,
    element('button', { type: 'submit' }, 'Leave out'),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const view = { kind: /** @type {const} */ ('search'), text, without: input.value.trim() }
    location.hash = formatRoute({ view, tuning: parseRoute(location.hash).tuning })
  })
  return form
}

/** @param {Partial<Seed> & { id: string }} seed @returns {HTMLElement[]} */
function video(seed) {
  const address = webAddress(seed.url)
  const open = address && element('a', { class: 'open', href: address, rel: 'noopener noreferrer', target: '_blank' }, 'Open the video')
  const title = heading(titleOf(seed, seed.id), seed.language)
  return [
    picture(seed, 'glow'),
    element('div', { class: 'frame' }, picture(seed, 'picture'), length(seed.durationSeconds)),
    element(
      'div',
      { class: 'about' },
      element('p', { class: 'eyebrow' }, seed.title ? 'You are watching' : 'Video'),
      title,
      facts(seed),
      open,
    ),
  ]
}

/** @returns {HTMLElement[]} */
function welcome() {
  const lead = 'Pick a video. Its shelf comes from what the video is about, in whatever language, however new it is.'
  const ideas = IDEAS.map((text) => {
    const query = new URLSearchParams({ text }).toString()
    return element('li', {}, element('a', { class: 'chip', href: `#/search?${query}`, dir: 'auto' }, text))
  })
  return [
    heading('What to watch next'),
    element('p', { class: 'lead' }, lead),
    element('ul', { class: 'chips', 'aria-label': 'Searches to try' }, ...ideas),
  ]
}

/** @param {string} text @param {string} [lang] @returns {HTMLElement} takes the focus when the view changes */
function heading(text, lang) {
  return element('h1', { id: 'title', tabindex: -1, dir: 'auto', lang }, text)
}
