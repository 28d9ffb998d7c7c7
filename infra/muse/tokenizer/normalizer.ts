import { createByteBuffer, type ByteBuffer } from './byte-buffer.ts'
import { createCharacterMap } from './character-map.ts'

const SPACE = 0x20
/** U+2581, which stands for a space between pieces. */
const MARK = [0xe2, 0x96, 0x81] as const

/**
 * SentencePiece's normalisation (rule set nmt_nfkc with a dummy prefix): maps characters, drops leading and trailing
 * spaces, joins runs of them, and writes each, and one in front, as U+2581.
 * @returns UTF-8 to normalised UTF-8, valid until the next call; empty for a text of white space.
 */
export function createNormalizer(charsMap: Uint8Array): (text: Uint8Array) => Uint8Array {
  const lookUp = createCharacterMap(charsMap)
  const out = createByteBuffer()

  return (text) => {
    out.clear()
    let spaceDue = true
    for (let at = 0; at < text.length;) {
      const { length, source, start, end } = lookUp(text, at)
      at += length
      for (let next = start; next < end; next++) {
        const byte = source[next] ?? 0
        if (byte === SPACE) {
          spaceDue = true
          continue
        }
        if (spaceDue) pushMark(out)
        spaceDue = false
        out.push(byte)
      }
    }
    return out.bytes()
  }
}

function pushMark(out: ByteBuffer): void {
  for (const byte of MARK) out.push(byte)
}
