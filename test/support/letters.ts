import type { Letter, LetterBox, LetterStore } from '#shared/events/letters.ts'

/** The letters that wait in a box; they stay there. */
export async function waitingLetters(letters: LetterStore, box: LetterBox): Promise<Letter[]> {
  const waiting: Letter[] = []
  const look = (letter: Letter) => (waiting.push(letter), Promise.resolve('keep' as const))
  await letters.visit(box, look, { before: Number.MAX_SAFE_INTEGER })
  return waiting
}
