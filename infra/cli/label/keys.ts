import type { Readable } from 'node:stream'

type Terminal = Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown }

const CONTROL_C = '\u0003'
const CONTROL_D = '\u0004'

/** The keys that are pressed, one by one, in lower case; it ends with the input, Ctrl-C or Ctrl-D. A terminal is given back as it was. */
export async function* keysOf(input: Terminal): AsyncGenerator<string, undefined> {
  const isRaw = input.isTTY === true
  if (isRaw) input.setRawMode?.(true)
  try {
    for await (const chunk of input as AsyncIterable<Buffer | string>) {
      for (const key of chunk.toString().toLowerCase()) {
        if (key === CONTROL_C || key === CONTROL_D) return undefined
        yield key
      }
    }
    return undefined
  } finally {
    if (isRaw) input.setRawMode?.(false)
  }
}
