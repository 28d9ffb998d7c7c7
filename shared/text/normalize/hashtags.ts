/** So many in a row are there for search engines, not for readers. */
const WALL = 3

const HASHTAG = /^[(]?(?:#+[\p{L}\p{N}\p{M}_]+)+[.,;:!?)|]*$/u

/** A line in which rows of three and more hashtags are gone, and other hashtags are words. */
export function resolveHashtags(line: string): string {
  if (!line.includes('#')) return line
  const kept = rows(line.split(' ')).filter((row) => countHashtags(row) < WALL)
  return kept.flat().map(hashtagWords).join(' ')
}

/** `#MachineLearning` is `Machine Learning`; what is no hashtag stays. */
export function hashtagWords(token: string): string {
  if (!HASHTAG.test(token)) return token
  const words = token.replace(/[#_]+/g, ' ').replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
  return words.trim()
}

/** Neighbouring hashtags together, every other token by itself. */
function rows(tokens: readonly string[]): string[][] {
  const rows: string[][] = []
  let previous: string[] | undefined
  for (const token of tokens) {
    const isTag = HASHTAG.test(token)
    if (isTag && previous !== undefined) previous.push(token)
    else rows.push([token])
    previous = isTag ? rows.at(-1) : undefined
  }
  return rows
}

function countHashtags(row: readonly string[]): number {
  return row.reduce((sum, token) => sum + (HASHTAG.test(token) ? token.split(/#+/).length - 1 : 0), 0)
}
