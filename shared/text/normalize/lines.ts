import { isCallToAction } from '#shared/text/phrases/calls.ts'
import { sentencesOf } from '#shared/text/sentences.ts'
import { withoutAddresses } from './addresses.ts'
import { resolveHashtags } from './hashtags.ts'

const TIME = /^[[(]?(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?:[-–—~](?:\d{1,3}:)?\d{1,2}:\d{2})?[\])]?[-–—:.,]?$/
const DECORATION = /^[^\p{L}\p{N}]+$/u
/** A line whose address was all it said (`Website: …`, `Follow on Twitter …`) has no more words than that left. */
const LABEL_WORDS = 3
/** One time in a line may be news, several are a list of chapters. */
const CHAPTERS = 2

/** A line of running text without addresses and their labels, hashtag rows, chapter times, bullets, and calls to subscribe. */
export function cleanLine(line: string): string {
  const spaced = sentencesOf(line).join(' ')
  const bare = withoutAddresses(spaced)
  if (bare !== spaced && bare.split(' ').filter((token) => !DECORATION.test(token)).length <= LABEL_WORDS) return ''
  const sentences = sentencesOf(withoutChapters(resolveHashtags(bare))).map(trimEnds)
  return sentences.filter((sentence) => sentence !== '' && !isCallToAction(sentence)).join(' ')
}

function withoutChapters(line: string): string {
  const tokens = line.split(' ')
  const words = tokens.filter((token) => !TIME.test(token))
  return tokens.length - words.length < CHAPTERS ? line : words.join(' ')
}

/** `00:12 – Intro` is `Intro`. */
function trimEnds(sentence: string): string {
  const tokens = sentence.split(' ')
  const first = tokens.findIndex((token) => !isOrnament(token))
  const last = tokens.findLastIndex((token) => !isOrnament(token))
  return first < 0 ? '' : tokens.slice(first, last + 1).join(' ')
}

function isOrnament(token: string): boolean {
  return TIME.test(token) || DECORATION.test(token)
}
