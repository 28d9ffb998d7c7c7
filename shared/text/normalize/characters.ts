/** Emoji and other pictures; they are no words, and the model takes each for something unknown. */
const PICTURES = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu
/** Variation selectors, keycap marks, tag characters, and letters that are blank. */
const RIDERS = /[\u{e0020}-\u{e007f}\u115f\u1160\u3164\uffa0]|\ufe0e|\ufe0f|\u20e3/gu
/** Joiners that join nothing. Between letters they spell words (Persian, the languages of India). */
const IDLE_JOINERS = /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])/gu
const FORMATTING = /(?![\u200b-\u200d])\p{Cf}/gu
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g
const BLANKS = /(?!\n)[\p{Cc}\p{Co}\p{Cn}\p{Zs}\u200b\ufffd]+/gu
/** More marks than that on one letter are there to look eerie. */
const PILED_MARKS = /(\p{Mn}{3})\p{Mn}+/gu

/**
 * Text in NFKC (fancy alphabets and full-width forms become plain letters) with single spaces and `\n` as the only blanks, and without
 * pictures, control characters and invisible formatting.
 */
export function cleanCharacters(text: string): string {
  const visible = withoutIdleJoiners(text.toWellFormed().replace(RIDERS, '')).replace(FORMATTING, '').replace(PICTURES, ' ')
  const plain = visible.normalize('NFKC').replace(LINE_ENDS, '\n').replace(BLANKS, ' ')
  return plain
    .replace(PILED_MARKS, '$1')
    .replace(/ *\n[ \n]*/g, '\n')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** To be done again where something after a joiner was taken out. */
export function withoutIdleJoiners(text: string): string {
  return text.replace(IDLE_JOINERS, '')
}
