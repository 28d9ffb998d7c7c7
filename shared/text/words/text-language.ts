import { foldAccents } from './fold.ts'
import { LANGUAGES } from './languages.ts'
import { languagesWithStopWord } from './stop-words.ts'

/** A few hundred words settle it. */
const SAMPLE = 400
/** Votes below which a text says nothing about its language: about two words that one language alone has. */
const MIN_VOTES = 1.5
/** A declared language holds unless another has more than so many times its votes. */
const MARGIN = 2

/**
 * The language a text is written in, as primary subtag. What is declared of a video is the language spoken: titles and tags are often in
 * another. So the stop words vote, each with the share 1 / (languages that have it), and the declared language has the benefit of the doubt.
 */
export function textLanguage(tokens: readonly string[], declared: string | undefined): string | undefined {
  const known = declared === undefined ? undefined : primarySubtag(declared)
  const votes = countVotes(tokens.slice(0, SAMPLE))
  const best = Array.from(votes).reduce<readonly [string | undefined, number]>((top, vote) => (vote[1] > top[1] ? vote : top), [known, 0])
  return best[1] >= MIN_VOTES && best[1] > MARGIN * (votes.get(known ?? '') ?? 0) ? best[0] : known
}

function countVotes(tokens: readonly string[]): ReadonlyMap<string, number> {
  const votes = new Map<string, number>()
  for (const token of tokens) {
    const languages = languagesWithStopWord(foldAccents(token))
    for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + 1 / languages.length)
  }
  return votes
}

/** `nb` and `nn` share the rules of `no`, and so on for old and close codes. */
const ALIASES: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', iw: 'he', in: 'id', ms: 'id', bs: 'hr', yue: 'zh' }

function primarySubtag(tag: string): string {
  const [primary = ''] = tag.toLowerCase().split(/[-_]/)
  const language = ALIASES[primary] ?? primary
  return language in LANGUAGES ? language : primary
}
