import { createPieceTrie } from './piece-trie.ts'
import { PIECE_TYPE, type Piece } from './sentencepiece-model.ts'
import { characterLength } from './utf8.ts'

/** How far below the least likely piece an unknown character is rated (SentencePiece's kUnkPenalty). */
const UNKNOWN_PENALTY = 10

function scoresOf(pieces: readonly Piece[]): { readonly scores: Float64Array; readonly unknown: number } {
  const normal = pieces.filter((piece) => piece.type === PIECE_TYPE.normal).map((piece) => piece.score)
  const highest = normal.reduce((a, b) => Math.max(a, b))
  const scoreOf = (piece: Piece) => (piece.type === PIECE_TYPE.userDefined ? piece.text.length * highest - 0.1 : piece.score)
  return { scores: Float64Array.from(pieces, scoreOf), unknown: normal.reduce((a, b) => Math.min(a, b)) - UNKNOWN_PENALTY }
}

/**
 * Unigram segmentation: the path of pieces with the highest sum of scores (Viterbi; Kudo 2018, "Subword Regularization").
 * A character that begins no piece of its own may be an unknown one.
 * @returns normalised UTF-8 to the ids of its pieces; a run of unknown characters is one `unknownId`.
 */
export function createSegmenter(pieces: readonly Piece[], unknownId: number): (text: Uint8Array) => number[] {
  const { scores, unknown } = scoresOf(pieces)
  const matchable = pieces.map(({ text, type }, id) => ({ id, text, type }))
  const trie = createPieceTrie(matchable.filter(({ type }) => type === PIECE_TYPE.normal || type === PIECE_TYPE.userDefined))
  // @NOTE SentencePiece adds and compares in 32 bits; in 64, near-ties such as "aaaa…" fall out differently.
  let best = new Float32Array(4096)
  let from = new Int32Array(4096)
  let piece = new Int32Array(4096)

  const makeRoom = (size: number): void => {
    from.fill(-1, 0, size)
    if (size <= best.length) return
    best = new Float32Array(size * 2)
    from = new Int32Array(size * 2).fill(-1)
    piece = new Int32Array(size * 2)
  }
  const offer = (start: number, end: number, id: number, score: number): void => {
    if (from[end] !== -1 && score <= (best[end] ?? 0)) return
    best[end] = score
    from[end] = start
    piece[end] = id
  }
  const offerPiecesAt = (text: Uint8Array, start: number): number => {
    const character = start + characterLength(text[start] ?? 0)
    const soFar = best[start] ?? 0
    let single = false
    for (let at = start, node = 0; at < text.length;) {
      node = trie.child(node, text[at++] ?? 0)
      if (node < 0) break
      const id = trie.pieceAt(node)
      if (id < 0) continue
      offer(start, at, id, Math.fround(soFar + (scores[id] ?? 0)))
      single ||= at === character
    }
    if (!single) offer(start, character, unknownId, Math.fround(soFar + unknown))
    return character
  }
  const walkBack = (end: number): number[] => {
    const ids: number[] = []
    for (let at = end; at > 0; at = from[at] ?? 0) {
      const id = piece[at] ?? unknownId
      if (id !== unknownId || ids.at(-1) !== unknownId) ids.push(id)
    }
    return ids.reverse()
  }

  return (text) => {
    makeRoom(text.length + 1)
    best[0] = 0
    for (let start = 0; start < text.length;) start = offerPiecesAt(text, start)
    return walkBack(text.length)
  }
}
