const GRAM = 3
/** Shorter texts may repeat themselves with reason, longer ones repeat most letter triples in any case. */
const MIN_CHARACTERS = 24
const MAX_CHARACTERS = 1000
/** Speech has .5 and more, even at 1,000 characters; a phrase said four times over .25. */
const MIN_DISTINCT = 0.3

/** Whether a text says one thing over and over: the share of distinct letter triples stands in for Whisper's compression ratio where that is missing. */
export function isLoop(text: string): boolean {
  if (text.length < MIN_CHARACTERS || text.length > MAX_CHARACTERS) return false
  const grams = new Set<string>()
  for (let start = 0; start + GRAM <= text.length; start += 1) grams.add(text.slice(start, start + GRAM))
  return grams.size / (text.length - GRAM + 1) < MIN_DISTINCT
}
