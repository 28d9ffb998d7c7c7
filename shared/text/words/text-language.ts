import { foldAccents } from './fold.ts'
import { languagesWithStopWord } from './stop-words.ts'

/** A few hundred words settle it. */
const SAMPLE = 400
/** Votes below which a text says nothing: one word is not enough, since any language has some that elsewhere are terms ("data"). */
const MIN_VOTES = 1.5
/** An expected language holds unless another has more than so many times its votes. */
const MARGIN = 2

/**
 * The language a text is written in, as primary subtag. What is declared of a video is the language spoken: titles and tags are often in
 * another. So the stop words vote, each with the share 1 / (languages that have it), and the declared language, or else the most likely one
 * of the script, has the benefit of the doubt: a search of two words must be stemmed as the videos are.
 */
export function textLanguage(tokens: readonly string[], declared: string | undefined): string | undefined {
  const expected = declared === undefined ? likelyLanguage(tokens) : primarySubtag(declared)
  const votes = countVotes(new Set(tokens.slice(0, SAMPLE)))
  const [best, most] = Array.from(votes).reduce((top, vote) => (vote[1] > top[1] ? vote : top), [expected ?? '', 0])
  return most >= MIN_VOTES && most > MARGIN * (votes.get(expected ?? '') ?? 0) ? best : expected
}

function countVotes(tokens: ReadonlySet<string>): ReadonlyMap<string, number> {
  const votes = new Map<string, number>()
  for (const token of tokens) {
    const languages = languagesWithStopWord(foldAccents(token))
    for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + 1 / languages.length)
  }
  return votes
}

/** Scripts with the language that most texts in them are in, wherever they come from. */
const LIKELY: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Latin}/u, 'en'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Armenian}/u, 'hy'],
]

function likelyLanguage(tokens: readonly string[]): string | undefined {
  const text = tokens.slice(0, SAMPLE).join('')
  const counts = LIKELY.map(([script, language]) => ({ language, letters: text.match(new RegExp(script, 'gu'))?.length ?? 0 }))
  const most = counts.reduce((top, count) => (count.letters > top.letters ? count : top))
  return most.letters > 0 ? most.language : undefined
}

/** Codes that share another's rules. */
const ALIASES: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', iw: 'he', in: 'id', ms: 'id', bs: 'hr', yue: 'zh' }

function primarySubtag(tag: string): string {
  const [primary = ''] = tag.toLowerCase().split(/[-_]/)
  return ALIASES[primary] ?? primary
}
