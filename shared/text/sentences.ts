/** Full-width stops end a sentence by themselves, others where a space follows. */
const ENDS = /(?<=[。！？])\s*|(?<=[.!?…])\s+/u

/** A line cut into sentences, roughly: an abbreviation may cut one in two. */
export function sentencesOf(line: string): string[] {
  return line.split(ENDS).filter((sentence) => sentence !== '')
}
