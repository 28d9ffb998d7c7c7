import type { Recipe } from './recipe.ts'

/** The recipe that a new installation starts with. docs/evaluation.md has the figures behind the numbers. */
export const DEFAULT_RECIPE: Recipe = {
  name: 'muse-fields-words',
  textRules: 2,
  model: 'muse-v3',
  dimensions: 512,
  // A title is short and may lie; speech says what the video is and weighs as much as all that the uploader wrote.
  fields: { title: 0.5, description: 1, tags: 1, transcript: 2.5 },
  // Of .2, .5 and 1 none gains on both ground truths (TED): links lose what playlists gain, since automatic tags level field mixes already.
  centring: 0,
  // Up to 4,000 characters one vector is as good as chunks; above that the mean of chunks is .04 better (nDCG@10).
  transcript: { wholeUpTo: 4000, chunk: 600, maxChunks: 64, minWordsPerMinute: 8, uploaderWeight: 1 },
  // In the example catalogue nearly half of the titles of other videos lie below .03, of a video's own one in forty. As many misleading
  // titles lie above it: they are marked, not punished.
  unsupportedTitle: { below: 0.03, penalty: 0 },
  words: { maxTerms: 64, titleCount: 2, weight: 1 },
  // Of 3 to 20 tags at weights .3 to .7 the best on both ground truths together, with tags missing from half (TED).
  automaticTags: { count: 10, weight: 0.5 },
  // Of the example catalogue, as shared/recipe/statistics/default.json holds them.
  statistics: {
    rarity: '5c495badbb834c752cbac3b855590628390f4237ffea254060f7768ed837b4e6',
    fields: 'fc99103920f7acc5094c1daccab3a4984bec05f6478be0af035b7fe90ed84b55',
    languages: 'cf42983a87065263b36387570a6b176c2187e3efbe144ff5eaa7b90961b0857a',
    text: 'dc2c4eebffe50622b211d6e9d55440bdf6e08784f7b917bc09a87ea5850e5c8b',
  },
  // Fitted by `upnext calibrate --mixed` to TED, both ground truths alike; nothing of it was set by hand but the floor, one in fifty, near the 95th
  // percentile of random pairs, and `speech`, which has no labels: its random pairs lie .02 above those of `tagged`.
  calibration: {
    floor: 0.02,
    scale: 0.173,
    wordsScale: 0.132,
    midpoints: { plain: 0.98, automatic: 1.057, 'half-tagged': 1.075, tagged: 1.163, speech: 1.183, words: 0.54 },
    undescribed: { one: 0.052, both: 0.307 },
    otherLanguage: 0,
  },
}
