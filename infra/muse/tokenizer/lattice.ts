/** The best path to each place of a text, found so far. Reused from one text to the next. */
export interface Lattice {
  /** Starts a text of `size` bytes. */
  begin(size: number): void
  /** A piece from `start` to `end`, worth `score`, after the best path to `start`. The first one offered wins a tie. */
  offer(start: number, end: number, piece: number, score: number): void
  /** The pieces of the best path to `end`, in order. */
  pathTo(end: number): number[]
}

const NOWHERE = -1

export function createLattice(capacity = 4096): Lattice {
  // @NOTE SentencePiece adds and compares in 32 bits; in 64, near-ties such as "aaaa…" fall out differently.
  let scores = new Float32Array(capacity)
  // Where the last piece of the path to a place starts, and which it is.
  let starts = new Int32Array(capacity)
  let pieces = new Int32Array(capacity)

  const makeRoom = (places: number): void => {
    if (places <= starts.length) return
    scores = new Float32Array(places * 2)
    starts = new Int32Array(places * 2)
    pieces = new Int32Array(places * 2)
  }

  return {
    begin: (size) => {
      makeRoom(size + 1)
      starts.fill(NOWHERE, 0, size + 1)
      scores[0] = 0
    },
    offer: (start, end, piece, score) => {
      const total = Math.fround((scores[start] ?? 0) + score)
      if (starts[end] !== NOWHERE && total <= (scores[end] ?? 0)) return
      scores[end] = total
      starts[end] = start
      pieces[end] = piece
    },
    pathTo: (end) => {
      const path: number[] = []
      for (let at = end; at > 0; at = starts[at] ?? 0) path.push(pieces[at] ?? 0)
      return path.reverse()
    },
  }
}
