import { withoutAddresses } from './normalize/addresses.ts'
import { withoutShouting } from './normalize/capitals.ts'
import { cleanCharacters } from './normalize/characters.ts'
import { hashtagWords, resolveHashtags } from './normalize/hashtags.ts'
import { cleanLine } from './normalize/lines.ts'
import { decodeReferences, withoutMarkup } from './normalize/markup.ts'

/**
 * A title or a tag as its words alone, in one line: no markup, pictures, addresses or rows of hashtags (unless there is nothing else).
 * Empty where no letter and no digit is left. Normalising twice changes nothing.
 */
export function normalizeLine(text: string): string {
  const line = withoutAddresses(plainText(text).replaceAll('\n', ' '))
  const words = resolveHashtags(line)
  return wordsOrNothing(words.trim() === '' ? line.split(' ').map(hashtagWords).join(' ') : words)
}

/** Running text, line by line: as `normalizeLine`, and without chapter times, link labels and calls to subscribe. */
export function normalizeText(text: string): string {
  const lines = plainText(text).split('\n').map(cleanLine)
  return lines
    .map(wordsOrNothing)
    .filter((line) => line !== '')
    .join('\n')
}

function plainText(text: string): string {
  return withoutMarkup(cleanCharacters(decodeReferences(cleanCharacters(text))))
}

function wordsOrNothing(line: string): string {
  return /[\p{L}\p{N}]/u.test(line) ? withoutShouting(line.replace(/\s+/g, ' ').trim()) : ''
}
