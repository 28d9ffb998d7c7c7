import type { Score } from './score.ts'
import type { TierName } from './tiers/tier.ts'

/** Why an item is on the shelf: a stable code, and a sentence for people that is true of it. */
export interface Reason {
  readonly code: string
  readonly text: string
}

export interface Reasonable {
  readonly tier: TierName
  readonly score: Score | undefined
  readonly language: string | undefined
  /** Whether a text was searched for. */
  readonly byText: boolean
}

const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language' })

export function reasonFor(item: Reasonable): Reason {
  switch (item.tier) {
    case 'similar':
      return likeness(item)
    case 'similar-other-language':
      return { code: item.tier, text: `${likeness(item).text}, ${inLanguage(item.language)}` }
    case 'same-channel':
      return { code: item.tier, text: 'From the same channel' }
    case 'latest':
      return { code: item.tier, text: 'Among the newest videos that fit' }
  }
}

function likeness({ score, byText }: Reasonable): Reason {
  if (byText) return { code: 'matches-text', text: 'Matches what was searched for' }
  return score?.kind === 'words'
    ? { code: 'shared-words', text: 'Shares distinctive words' }
    : { code: 'similar', text: 'About a similar subject' }
}

function inLanguage(language: string | undefined): string {
  return language === undefined ? 'in a language that is not known' : `in ${LANGUAGE_NAMES.of(language) ?? language}`
}
