import { element } from './dom.js'
import { facts } from './facts.js'
import { percent, titleOf } from './format.js'
import { length, picture } from './picture.js'
import { tierName } from './tiers.js'

/**
 * One recommendation.
 *
 * @param {import('./api.js').Item} item
 * @param {string} href of the shelf with this video as its seed
 * @returns {HTMLLIElement}
 */
export function card(item, href) {
  return element(
    'li',
    { class: 'card', 'data-tier': item.tier, 'data-id': item.id },
    element('div', { class: 'frame' }, picture(item, 'picture'), length(item.durationSeconds)),
    element('h3', {}, element('a', { href, dir: 'auto', lang: item.language }, titleOf(item))),
    facts(item),
    element(
      'div',
      { class: 'why' },
      element('div', { class: 'rank' }, item.tier && element('span', { class: 'badge' }, tierName(item.tier)), confidence(item.confidence)),
      element('p', { class: 'reason', dir: 'auto' }, item.reason?.text),
    ),
  )
}

/** @param {number | null | undefined} share @returns {HTMLElement | undefined} */
function confidence(share) {
  if (share === undefined || share === null) return undefined
  const bar = element('span', {
    class: 'bar',
    role: 'meter',
    'aria-label': 'Confidence',
    'aria-valuemin': 0,
    'aria-valuemax': 1,
    'aria-valuenow': share,
  })
  bar.style.setProperty('--share', String(share))
  return element(
    'span',
    { class: 'confidence', title: 'How sure Upnext is that the two belong together' },
    bar,
    element('span', {}, percent(share)),
  )
}
