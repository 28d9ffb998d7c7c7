import type { Found, Reason } from '../tiers/tier.ts'
import type { Evidence } from './evidence.ts'

/** Why a video is among the nearest: the most telling of what made its score. */
export function likeness({ score }: Found, evidence: Evidence): Reason {
  const { byText, words, series, sameChannel, fresh } = evidence
  if (series === 'next') return { code: 'next-part', text: 'The next part of the series' }
  if (series === 'same') return { code: 'same-series', text: 'From the same series' }
  if (byText) return searched(words)
  if (words.length > 0) return { code: 'shared-words', text: `Also about ${quoted(words)}`, words }
  if (score?.kind === 'words') return { code: 'shared-words', text: 'Shares distinctive words' }
  if (sameChannel) return { code: 'similar-same-channel', text: 'About a similar subject, from the same channel' }
  return fresh ? { code: 'similar-new', text: 'About a similar subject, and new' } : { code: 'similar', text: 'About a similar subject' }
}

function searched(words: readonly string[]): Reason {
  if (words.length === 0) return { code: 'matches-text', text: 'Matches what was searched for' }
  return { code: 'matches-words', text: `Names ${quoted(words)}`, words }
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(', ')
}
