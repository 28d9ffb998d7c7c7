import { decodeHTMLStrict } from 'entities'

const BREAKS = /<\/?(?:br|p|div|li|ul|ol|h[1-6]|tr)\b[^<>]{0,1000}>/gi
const TAGS = /<(?:\/?[a-z]|!--)[^<>]{0,1000}>/gi
/** What would be taken for a tag or a reference if it came by once more. */
const LEFT_BRACKET = /<(?=[\p{L}/!])/gu
const LEFT_REFERENCE = /&(?=#?\w{1,32};)/g

/** Character references decoded, twice since feeds often escape twice. What still looks like one is taken apart, so that it stays text. */
export function decodeReferences(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(decodeHTMLStrict(text)) : text
}

/** Text without HTML tags; those that end a line become line ends. Blanks are single again. */
export function withoutMarkup(text: string): string {
  const bare = text.replace(LEFT_REFERENCE, '& ').replace(BREAKS, '\n').replace(TAGS, ' ').replace(LEFT_BRACKET, '< ')
  return bare
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}
