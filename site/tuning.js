import { element, part } from './dom.js'
import { languageName, ownLanguageName, percent } from './format.js'
import { LIMITS, NEUTRAL } from './route.js'

/** Those that the embedding model knows, then four that it does not. */
const LANGUAGES = 'en ar de es fr it ja ko nl pl pt ru th tr zh-Hans zh-Hant hi sv uk vi'.split(' ')

/**
 * The form that tunes a shelf.
 *
 * @param {(tuning: import('./route.js').Tuning) => void} onChange
 * @returns {{ show(tuning: import('./route.js').Tuning): void }} `show` sets the form without calling back
 */
export function tuningForm(onChange) {
  const form = part('controls', HTMLFormElement)
  part('limit', HTMLSelectElement).append(...LIMITS.map((limit) => element('option', { value: limit }, String(limit))))
  form.addEventListener('input', showDials)
  form.addEventListener('change', () => onChange(read(form)))
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('reset', (event) => {
    event.preventDefault()
    onChange(NEUTRAL)
  })
  return { show }
}

/** @param {HTMLFormElement} form @returns {import('./route.js').Tuning} */
function read(form) {
  const fields = new FormData(form)
  return {
    languages: fields.getAll('languages').map(String),
    diversity: Number(fields.get('diversity')),
    freshness: Number(fields.get('freshness')),
    limit: Number(fields.get('limit')),
  }
}

/** @param {import('./route.js').Tuning} tuning */
function show({ languages, diversity, freshness, limit }) {
  showLanguages(languages)
  part('diversity', HTMLInputElement).value = String(diversity)
  part('freshness', HTMLInputElement).value = String(freshness)
  part('limit', HTMLSelectElement).value = String(limit)
  showDials()
}

/**
 * Says in a line how the shelf is tuned.
 *
 * @param {import('./route.js').Tuning} tuning
 * @param {readonly string[]} own languages that the answer went by where none was chosen: those of the video
 */
export function describeTuning({ languages, diversity, freshness }, own) {
  const chosen = languages.length > 0 ? languages : own
  const parts = [
    chosen.length === 0 ? 'No preference' : `${chosen.map(languageName).join(', ')}${languages.length > 0 ? '' : ' like the video'}`,
    diversity > 0 && `diversity ${percent(diversity)}`,
    freshness > 0 && `freshness ${percent(freshness)}`,
  ]
  part('tuned', HTMLElement).textContent = parts.filter(Boolean).join(' · ')
}

/** Chips stay where they are while they are clicked; only the first call and unknown languages make new ones. @param {readonly string[]} chosen */
function showLanguages(chosen) {
  const box = part('languages', HTMLElement)
  const there = Array.from(box.querySelectorAll('input'), (input) => input.value)
  const missing = [...LANGUAGES, ...chosen].filter((language, at, all) => !there.includes(language) && all.indexOf(language) === at)
  box.append(...missing.map(chip))
  for (const input of box.querySelectorAll('input')) input.checked = chosen.includes(input.value)
}

/** @param {string} language @returns {HTMLElement} */
function chip(language) {
  const box = element('input', {
    class: 'unseen',
    type: 'checkbox',
    name: 'languages',
    value: language,
    'aria-label': languageName(language),
  })
  return element(
    'label',
    { class: 'chip', title: languageName(language) },
    box,
    element('span', { lang: language }, ownLanguageName(language)),
  )
}

function showDials() {
  for (const output of document.querySelectorAll('output')) {
    const value = part(output.htmlFor.value, HTMLInputElement).valueAsNumber
    output.value = value === 0 ? 'Off' : percent(value)
  }
}
