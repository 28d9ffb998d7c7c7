import type { Context } from 'hono'
import { languageKey } from '#shared/video/language.ts'
import type { Audience } from '#shared/recommendation/deps.ts'
import { asksForPrivacy } from './privacy.ts'

export const VIEWER_HEADER = 'Upnext-Viewer'

/** Load balancers write one of these for a country they cannot tell. */
const NO_COUNTRY = new Set(['ZZ', 'XX', 'T1'])
const MAX_LANGUAGES = 10

/**
 * Who asks. A known viewer's own languages count; without one they must not, or a cache would hand one person's answer to another.
 * @param regionHeader In which the load balancer writes the country; empty where there is none.
 * @param region What the caller says: it can only narrow what the header says.
 */
export function audienceOf(c: Context, regionHeader: string, region: string | undefined): Audience {
  const viewer = asksForPrivacy(c) ? undefined : c.req.header(VIEWER_HEADER)
  const languages = isPersonal(c) ? acceptedLanguages(c.req.header('Accept-Language') ?? '') : []
  return {
    regions: regionsOf(c, regionHeader, region),
    ...(languages.length > 0 && { languages }),
    ...(viewer !== undefined && viewer !== '' && { viewer }),
  }
}

export function isPersonal(c: Context): boolean {
  return c.req.header(VIEWER_HEADER) !== undefined
}

/** The country that the load balancer names; undefined where there is none, or it cannot tell. */
export function countryOf(c: Context, regionHeader: string): string | undefined {
  const country = regionHeader === '' ? '' : (c.req.header(regionHeader)?.toUpperCase() ?? '')
  return /^[A-Z]{2}$/.test(country) && !NO_COUNTRY.has(country) ? country : undefined
}

function regionsOf(c: Context, regionHeader: string, region: string | undefined): Audience['regions'] {
  const claimed = region === undefined ? [] : [region.toUpperCase()]
  if (regionHeader === '') return claimed
  const country = countryOf(c, regionHeader)
  return country === undefined ? 'unknown' : Array.from(new Set([country, ...claimed]))
}

/** The `languageKey`s of an Accept-Language header, the most wanted first. */
export function acceptedLanguages(header: string): string[] {
  const wishes = header.split(',', 50).map((part) => {
    const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { key: languageKey(tag), quality: quality === undefined ? 1 : Number(quality) }
  })
  const wanted = wishes.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)
  return Array.from(new Set(wanted.flatMap(({ key }) => key ?? []))).slice(0, MAX_LANGUAGES)
}
