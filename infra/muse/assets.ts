import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'

const unpack = promisify(zstdDecompress)

/** Where the converted model lies unless told otherwise. */
export const ASSETS: URL = new URL('./assets/', import.meta.url)

/** Reads one asset; a name ending in `.zst` is unpacked. */
export async function readAsset(folder: URL, name: string): Promise<Uint8Array> {
  const bytes = await readFile(new URL(name, folder))
  return name.endsWith('.zst') ? unpack(bytes) : bytes
}
