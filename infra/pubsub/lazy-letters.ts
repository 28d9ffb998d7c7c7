import type { LetterStore } from '#shared/events/letters.ts'

interface OpenLetters {
  readonly letters: LetterStore
  close(): Promise<void>
}

/** A store that is opened with its first letter: most processes never have one, and its client costs every start 0.1 s. */
export function lazyLetters(open: () => Promise<OpenLetters>): OpenLetters {
  const opened: { store?: Promise<OpenLetters> } = {}
  const letters = async (): Promise<LetterStore> => (await (opened.store ??= open())).letters
  return {
    letters: {
      put: async (...letter) => (await letters()).put(...letter),
      visit: async (...visit) => (await letters()).visit(...visit),
      count: async (box) => (await letters()).count(box),
    },
    close: async () => (await opened.store?.catch(() => undefined))?.close(),
  }
}
