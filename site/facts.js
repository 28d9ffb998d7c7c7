import { element } from './dom.js'
import { age, languageName } from './format.js'

/**
 * The line below a title: channel, age and language, as far as they are known.
 *
 * @param {Pick<import('./api.js').Item, 'channelId' | 'publishedAt' | 'language'>} video
 * @returns {HTMLElement}
 */
export function facts({ channelId, publishedAt, language }) {
  const published = publishedAt === undefined ? undefined : age(publishedAt, Date.now())
  const known = [
    channelId && element('bdi', { class: 'channel' }, channelId),
    published && element('time', { datetime: new Date(publishedAt ?? 0).toISOString() }, published),
    language && element('span', {}, languageName(language)),
  ]
  return element('p', { class: 'facts' }, ...known.filter(Boolean).map((fact) => element('span', {}, fact)))
}
