const LOCALE = 'en'
const ages = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'always' })
const languages = new Intl.DisplayNames(LOCALE, { type: 'language' })

/** Units from long to short, in milliseconds. */
/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['year', 365.25 * 864e5],
  ['month', 30.44 * 864e5],
  ['week', 7 * 864e5],
  ['day', 864e5],
  ['hour', 36e5],
  ['minute', 6e4],
]

/** @param {number} seconds @returns {string} `4:05`, `1:02:03` */
export function duration(seconds) {
  const whole = Math.round(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = whole < 3600 ? parts.slice(1) : parts
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/**
 * How long ago, in the largest unit that fits.
 *
 * @param {string | number} publishedAt
 * @param {number} now
 * @returns {string | undefined} undefined for 1970, which stands for an unknown date
 */
export function age(publishedAt, now) {
  const time = new Date(publishedAt).getTime()
  if (!(time > 0)) return undefined
  const [unit, length] = UNITS.find(([, length]) => Math.abs(now - time) >= length) ?? ['minute', 6e4]
  return ages.format(Math.trunc((time - now) / length), unit)
}

/** @param {string} tag @returns {string} the language's English name, or the tag itself where it is none */
export function languageName(tag) {
  try {
    return languages.of(tag) ?? tag
  } catch {
    return tag
  }
}

/** @param {string} tag @returns {string} what its speakers call the language */
export function ownLanguageName(tag) {
  try {
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
  } catch {
    return tag
  }
}

/** @param {number} share from 0 to 1 @returns {string} */
export function percent(share) {
  return share.toLocaleString(LOCALE, { style: 'percent' })
}

/** @param {{ title?: string | undefined }} video @param {string} otherwise @returns {string} */
export function titleOf({ title = '' }, otherwise = 'Untitled video') {
  return title.trim() === '' ? otherwise : title
}

/** @param {number} amount @param {string} noun @returns {string} `1 video`, `2 videos` */
export function count(amount, noun) {
  return `${amount.toLocaleString(LOCALE)} ${noun}${amount === 1 ? '' : 's'}`
}
