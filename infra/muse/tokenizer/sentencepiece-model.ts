import { fieldsOf, varintAt, type FieldCursor } from './protobuf.ts'

const MODEL = { piece: 1, normalizer: 3 }
const PIECE = { text: 1, score: 2, type: 3 }
const NORMALIZER = { charsMap: 2 }
const NOTHING = new Uint8Array()

export const PIECE_TYPE = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5 } as const

/** One entry of the vocabulary; its id is its place in the file. */
export interface Piece {
  readonly text: Uint8Array
  readonly score: number
  readonly type: number
}

export interface SentencePieceModel {
  readonly pieces: readonly Piece[]
  readonly charsMap: Uint8Array
}

/** Reads the vocabulary and the precompiled character map of a SentencePiece ModelProto (sentencepiece_model.proto). */
export function readSentencePieceModel(bytes: Uint8Array): SentencePieceModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: Piece[] = []
  const maps: Uint8Array[] = []
  for (const field = fieldsOf(bytes); field.next();) {
    if (field.number === MODEL.piece) pieces.push(readPiece(bytes, view, field))
    if (field.number === MODEL.normalizer) maps.push(readCharsMap(bytes, field))
  }
  return { pieces, charsMap: maps[0] ?? NOTHING }
}

function readPiece(bytes: Uint8Array, view: DataView, { start, end }: FieldCursor): Piece {
  const piece: { -readonly [key in keyof Piece]: Piece[key] } = { text: NOTHING, score: 0, type: PIECE_TYPE.normal }
  for (const field = fieldsOf(bytes, start, end); field.next();) {
    if (field.number === PIECE.text) piece.text = bytes.subarray(field.start, field.end)
    if (field.number === PIECE.score) piece.score = view.getFloat32(field.start, true)
    if (field.number === PIECE.type) piece.type = varintAt(bytes, field.start)
  }
  return piece
}

function readCharsMap(bytes: Uint8Array, { start, end }: FieldCursor): Uint8Array {
  for (const field = fieldsOf(bytes, start, end); field.next();) {
    if (field.number === NORMALIZER.charsMap) return bytes.subarray(field.start, field.end)
  }
  return NOTHING
}
