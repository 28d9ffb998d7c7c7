import { chunksOf } from '#shared/text/chunks.ts'

/**
 * Tokens that a text has at most, as far as one can tell without the model's tokenizer. Vocabularies of many languages take 3 to 5 letters of
 * Latin script as one token, about 2 of its neighbours, one of East and South Asia, and spell out what they do not know byte by byte.
 */
export function estimateTokens(text: string): number {
  const sum = { tokens: 1 }
  for (const character of text) sum.tokens += tokensOf(character.codePointAt(0) ?? 0)
  return Math.ceil(sum.tokens)
}

function tokensOf(codePoint: number): number {
  if (codePoint < 0x80) return isLetterOrSpace(codePoint) ? 0.35 : 1
  if (codePoint < 0x700) return 0.6
  if (codePoint < 0x2000 || (codePoint >= 0x3000 && codePoint < 0xfb00)) return 1
  return 3
}

function isLetterOrSpace(ascii: number): boolean {
  const lower = ascii | 0x20
  return ascii === 0x20 || (lower >= 0x61 && lower <= 0x7a)
}

/** A text whole, or in about equal parts of at most so many tokens (estimated), cut at spaces. Nothing of it is left out. */
export function piecesOf(text: string, maxTokens: number): string[] {
  const parts = Math.ceil(estimateTokens(text) / maxTokens)
  if (parts <= 1) return [text]
  const chunk = 2 * Math.ceil(text.length / parts / 2)
  const pieces = chunksOf(text, { wholeUpTo: chunk, chunk, maxChunks: Infinity })
  return pieces.flatMap((piece) => (piece.length < text.length ? piecesOf(piece, maxTokens) : [piece]))
}

/** Neighbours together in calls that keep the limits; a piece that alone has more goes alone. */
export function callsOf<Piece extends { readonly text: string }>(
  pieces: readonly Piece[],
  limits: { readonly texts: number; readonly tokens: number },
): Piece[][] {
  const calls: Piece[][] = []
  const open = { tokens: Infinity }
  for (const piece of pieces) {
    const tokens = estimateTokens(piece.text)
    const call = calls.at(-1)
    if (call === undefined || call.length >= limits.texts || open.tokens + tokens > limits.tokens) {
      calls.push([piece])
      open.tokens = tokens
    } else {
      call.push(piece)
      open.tokens += tokens
    }
  }
  return calls
}
