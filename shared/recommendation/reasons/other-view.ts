import type { Difference } from '../rank/point-of-view.ts'
import type { Found, Reason } from '../tiers/tier.ts'
import type { Evidence } from './evidence.ts'
import { inLanguage } from './language-name.ts'
import { likeness } from './likeness.ts'

/** What makes a video another point of view on the subject, and on which. */
export function otherView(item: Found, evidence: Evidence): Reason {
  const { words, text } = likeness(item, evidence)
  const how = evidence.differs.map((difference) => SAID[difference](item, evidence))
  return { code: 'other-view', text: [text, ...how].join(', '), ...(words !== undefined && { words }), differs: evidence.differs }
}

const SAID: Readonly<Record<Difference, (item: Found, evidence: Evidence) => string>> = {
  channel: () => 'from another channel',
  country: () => 'for other countries',
  language: ({ ranking }) => inLanguage(ranking.language),
  time: (_, { years }) => timeApart(years),
}

function timeApart(years: number): string {
  const count = Math.abs(years)
  if (count === 0) return 'from another time'
  return `${count} ${count === 1 ? 'year' : 'years'} ${years < 0 ? 'earlier' : 'later'}`
}
