import { digestOf } from '#shared/video/document.ts'

/** 64 bits: among a million paragraphs two share a key with a probability of 3 in 100 million. */
const HEX_DIGITS = 16

/** The key of a paragraph of a channel's descriptions. */
export function paragraphKey(channelId: string, paragraph: string): string {
  return digestOf([channelId, bare(paragraph)]).slice(0, HEX_DIGITS)
}

/** The key of a sentence that was heard, whoever says it. */
export function speechKey(sentence: string): string {
  return digestOf(bare(sentence)).slice(0, HEX_DIGITS)
}

/** Letters and digits alone, in lower case. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
