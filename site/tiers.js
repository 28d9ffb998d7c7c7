/** @typedef {NonNullable<import('./api.js').Item['tier']>} Tier */

/** Names for people, in the order in which shelves are filled. */
/** @type {Readonly<Record<Tier, string>>} */
const NAMES = {
  pinned: 'Pinned',
  similar: 'Similar',
  'similar-other-language': 'Similar, other language',
  'same-channel': 'Same channel',
  'co-watched': 'Watched together',
  trending: 'Trending',
  latest: 'Latest',
  perspective: 'Other view',
}

/** @param {Tier} tier @returns {string} */
export function tierName(tier) {
  return NAMES[tier]
}

/** How many videos each tier brought, without those that brought none. @param {readonly import('./api.js').Item[]} items @returns {[Tier, number][]} */
export function tierCounts(items) {
  const tiers = /** @type {Tier[]} */ (Object.keys(NAMES))
  return tiers
    .map((tier) => /** @type {[Tier, number]} */ ([tier, items.filter((item) => item.tier === tier).length]))
    .filter(([, videos]) => videos > 0)
}
