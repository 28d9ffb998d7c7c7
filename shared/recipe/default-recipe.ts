import type { Recipe } from './recipe.ts'

/** The recipe that a new installation starts with. docs/evaluation.md has the figures behind the numbers. */
export const DEFAULT_RECIPE: Recipe = {
  name: 'muse-fields-words',
  textRules: 1,
  model: 'muse-v3',
  dimensions: 512,
  // A title is short and may lie; speech says what the video is and weighs as much as all that the uploader wrote.
  fields: { title: 0.5, description: 1, tags: 1, transcript: 2.5 },
  // Up to 4,000 characters one vector is as good as chunks; above that the mean of chunks is .04 better (nDCG@10).
  transcript: { wholeUpTo: 4000, chunk: 600, maxChunks: 64, minWordsPerMinute: 8, uploaderWeight: 1 },
  words: { maxTerms: 64, titleCount: 2, weight: 1 },
  // Floors at the 95th percentile of random pairs or a little above; related pairs have their median near the midpoint minus one to two scales.
  calibration: {
    plain: { floor: 0.2, midpoint: 0.45, scale: 0.09 },
    tagged: { floor: 0.36, midpoint: 0.62, scale: 0.09 },
    speech: { floor: 0.4, midpoint: 0.66, scale: 0.09 },
    words: { floor: 0.08, midpoint: 0.4, scale: 0.1 },
  },
}
