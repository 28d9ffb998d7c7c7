import { latest } from './latest.ts'
import { sameChannel } from './same-channel.ts'
import { similarOtherLanguage } from './similar-other-language.ts'
import { similar } from './similar.ts'
import type { Tier, TierName } from './tier.ts'

/** Every tier by its name. Placements say which of them fill a shelf, and in which order. */
export const TIERS: Readonly<Record<TierName, Tier>> = {
  similar,
  'similar-other-language': similarOtherLanguage,
  'same-channel': sameChannel,
  latest,
}
