import { element } from './dom.js'
import { duration } from './format.js'

/**
 * A video's picture, or the generated one where it has none or the file does not load. Decoration: the title stands beside it.
 *
 * @param {{ id?: string | undefined, thumbnailUrl?: string | undefined }} video
 * @param {string} className
 * @returns {HTMLImageElement}
 */
export function picture({ id = '', thumbnailUrl }, className) {
  const generated = `/thumbnails/${encodeURIComponent(id)}.svg`
  const image = element('img', {
    class: className,
    src: webAddress(thumbnailUrl) ?? generated,
    alt: '',
    width: 640,
    height: 360,
    loading: 'lazy',
    decoding: 'async',
    referrerpolicy: 'no-referrer',
  })
  image.addEventListener('error', () => (image.src = generated), { once: true })
  return image
}

/**
 * An uploader's address if it leads to the web, also one relative to this page; never `javascript:` and its like.
 *
 * @param {string | undefined} address
 * @returns {string | undefined}
 */
export function webAddress(address) {
  if (!address) return undefined
  const url = URL.parse(address, document.baseURI)
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : undefined
}

/** @param {number | undefined} seconds @returns {HTMLElement | undefined} */
export function length(seconds) {
  if (seconds === undefined) return undefined
  return element('span', { class: 'length' }, element('span', { class: 'unseen' }, 'Length '), duration(seconds))
}
