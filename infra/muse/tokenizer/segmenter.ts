import { createLattice } from './lattice.ts'
import { createPieceTrie, type PieceTrie } from './piece-trie.ts'
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

/** Only these are found in a text; a mark such as `<s>` that somebody wrote is plain characters. */
function trieOf(pieces: readonly Piece[]): PieceTrie {
  const matchable = pieces.map(({ text, type }, id) => ({ id, text, type }))
  return createPieceTrie(matchable.filter(({ type }) => type === PIECE_TYPE.normal || type === PIECE_TYPE.userDefined))
}

/**
 * Unigram segmentation: the path of pieces with the highest sum of scores (Viterbi; Kudo 2018, "Subword Regularization").
 * A character that is no piece of its own may be an unknown one.
 * @returns normalised UTF-8 to the ids of its pieces; a run of unknown characters is one `unknownId`.
 */
export function createSegmenter(pieces: readonly Piece[], unknownId: number): (text: Uint8Array) => number[] {
  const { scores, unknown } = scoresOf(pieces)
  const trie = trieOf(pieces)
  const lattice = createLattice()

  const offerPiecesAt = (text: Uint8Array, start: number): number => {
    const character = start + characterLength(text[start] ?? 0)
    let single = false
    for (let at = start, node = trie.root; at < text.length;) {
      node = trie.child(node, text[at++] ?? 0)
      if (node < 0) break
      const id = trie.pieceAt(node)
      if (id < 0) continue
      lattice.offer(start, at, id, scores[id] ?? 0)
      single ||= at === character
    }
    if (!single) lattice.offer(start, character, unknownId, unknown)
    return character
  }

  return (text) => {
    lattice.begin(text.length)
    for (let start = 0; start < text.length;) start = offerPiecesAt(text, start)
    return lattice.pathTo(text.length).filter((id, at, ids) => id !== unknownId || ids[at - 1] !== unknownId)
  }
}
