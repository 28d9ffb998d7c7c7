/** A stop ends a sentence where a space follows; in Chinese and Japanese, which put none, at once. */
const ENDS = /(?<=[。！？])\s*|(?<=[!?])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])|(?<=[.!?…])\s+/u

/** A line cut into sentences, roughly: an abbreviation may cut one in two. */
export function sentencesOf(line: string): string[] {
  return line.split(ENDS).filter((sentence) => sentence !== '')
}
