/** A line of a file, without its end. */
export interface Line {
  /** From 1. */
  readonly number: number
  /** Undefined for a line that is longer than a message may be: it was read past, not kept. */
  readonly bytes: Buffer | undefined
}

/** What Pub/Sub takes in one message. */
export const MAX_MESSAGE_BYTES = 10_000_000

const NEWLINE = 0x0a
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** Cuts bytes into lines, holding no more than one line and one chunk at a time. */
export async function* readLines(chunks: AsyncIterable<Buffer>, maxBytes = MAX_MESSAGE_BYTES): AsyncGenerator<Line> {
  const line = createGatherer(maxBytes)
  for await (const chunk of chunks) {
    for (const piece of pieces(chunk)) {
      line.add(piece.bytes)
      if (piece.ends) yield line.take()
    }
  }
  if (line.started()) yield line.take()
}

interface Piece {
  readonly bytes: Buffer
  readonly ends: boolean
}

function* pieces(chunk: Buffer, from = 0): Generator<Piece> {
  for (const start = { at: from }; start.at < chunk.length;) {
    const newline = chunk.indexOf(NEWLINE, start.at)
    const end = newline < 0 ? chunk.length : newline
    yield { bytes: chunk.subarray(start.at, end), ends: newline >= 0 }
    start.at = end + 1
  }
}

function createGatherer(maxBytes: number) {
  const state = { number: 1, size: 0, parts: [] as Buffer[] }
  return {
    started: () => state.size > 0,
    add: (bytes: Buffer) => {
      state.size += bytes.length
      if (state.size <= maxBytes) state.parts.push(bytes)
      else state.parts.length = 0
    },
    take: (): Line => {
      const { number, size, parts } = state
      Object.assign(state, { number: number + 1, size: 0, parts: [] })
      return { number, bytes: size > maxBytes ? undefined : withoutMark(Buffer.concat(parts), number) }
    },
  }
}

function withoutMark(bytes: Buffer, number: number): Buffer {
  const marked = number === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)
  return marked ? bytes.subarray(3) : bytes
}
