import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'

const unpack = promisify(zstdDecompress)

/** Where the converted model lies unless told otherwise. */
export const ASSETS: URL = new URL('./assets/', import.meta.url)

/** What metadata.json says of each asset; convert/convert.py writes it. */
interface Metadata {
  readonly assets: Readonly<Record<string, { readonly bytes: number; readonly unpackedBytes?: number }>>
}

/**
 * Reads one asset, unpacked if its name ends in `.zst`.
 * @throws Error when metadata.json does not list it or its size is another (a partial checkout, say).
 */
export async function readAsset(folder: URL, name: string): Promise<Uint8Array> {
  const metadata = JSON.parse(await readFile(new URL('metadata.json', folder), 'utf8')) as Metadata
  const listed = metadata.assets[name]
  const stored = await readFile(new URL(name, folder))
  if (listed?.bytes !== stored.length) throw new Error(`${name} has ${stored.length} bytes, metadata.json says ${listed?.bytes}`)
  // One chunk of the final size: in smaller ones, all of them and their sum would be in memory at once.
  return listed.unpackedBytes === undefined ? stored : unpack(stored, { chunkSize: listed.unpackedBytes })
}
