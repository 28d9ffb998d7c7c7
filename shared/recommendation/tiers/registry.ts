import { coWatched } from './co-watched.ts'
import { latest } from './latest.ts'
import { perspective } from './perspective.ts'
import { pinned } from './pinned.ts'
import { sameChannel } from './same-channel.ts'
import { similarOtherLanguage } from './similar-other-language.ts'
import { similar } from './similar.ts'
import type { Found, Tier } from './tier.ts'
import { trending } from './trending.ts'

/** Every tier by its name: to add one, its file and a line here. Placements say which of them fill a shelf, and in which order. */
export const TIERS = {
  pinned,
  similar,
  'similar-other-language': similarOtherLanguage,
  'co-watched': coWatched,
  'same-channel': sameChannel,
  trending,
  latest,
  perspective,
} satisfies Record<string, Tier>

export type TierName = keyof typeof TIERS

export const TIER_NAMES = Object.keys(TIERS) as TierName[]

/** Those that fill a shelf in turn; what is pinned has its places whatever comes. */
export const FILLING_TIERS = TIER_NAMES.filter((name) => name !== 'pinned')

/** A video on its way to the shelf, and the tier that brought it. */
export interface TierItem extends Found {
  readonly tier: TierName
}
