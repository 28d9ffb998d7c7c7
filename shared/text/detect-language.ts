import { eld } from 'eld/extrasmall'

/** Enough to tell any language, and what the library reads. */
const CHARACTERS = 1000
/**
 * How far the scores of two languages lie apart by chance, over the root of the characters: within it "Python Bee" may be English or
 * Hungarian. See docs/decisions/2026-11-25-text-language.md.
 */
const SPREAD = 0.6
/** The library's code for Malay stands for Indonesian too, which has three times as many videos and the same rules. */
const CODES: Readonly<Record<string, string>> = { ms: 'id' }

/** The language that a text is written in, as primary subtag; undefined where it is too short or too mixed to tell. */
export function detectLanguage(text: string): string | undefined {
  const detected = eld.detect(text.slice(0, CHARACTERS))
  return detected.isReliable() ? codeOf(detected.language) : undefined
}

/**
 * The language of a text of a video in which `spoken` (BCP 47) is spoken: another one only where it is told far ahead of that. Undefined where
 * nothing else is known than what is spoken.
 */
export function writtenIn(text: string, spoken: string | undefined): string | undefined {
  const detected = detectLanguage(text)
  const expected = spoken?.toLowerCase().split(/[-_]/)[0]
  if (detected === undefined || expected === undefined || detected === expected) return detected
  return foreignTo(new Set([expected]), text) === 'surely' ? detected : undefined
}

/**
 * Whether a text is in none of these languages: `surely` where another one is told far ahead of any of them, `perhaps` where it is told at all.
 */
export function foreignTo(languages: ReadonlySet<string>, text: string): 'no' | 'perhaps' | 'surely' {
  const head = text.slice(0, CHARACTERS)
  const detected = eld.detect(head)
  if (!detected.isReliable() || languages.has(codeOf(detected.language))) return 'no'
  const scores = Object.entries(detected.getScores())
  const known = Math.max(0, ...scores.flatMap(([code, score]) => (languages.has(codeOf(code)) ? score : [])))
  const best = Math.max(...scores.map(([, score]) => score))
  return best - known > SPREAD / Math.sqrt(head.length) ? 'surely' : 'perhaps'
}

function codeOf(code: string): string {
  return CODES[code] ?? code
}
