import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'

/** Headers of a file in a zip archive, both places together, without its name. */
const ZIP_HEADERS = 76

export interface Size {
  readonly files: number
  readonly bytes: number
  /** What a zip archive of the folder takes: every file deflated by itself. */
  readonly zipped: number
}

/** The size of a folder as it is uploaded: without node_modules. */
export async function sizeOf(folder: string): Promise<Size> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const total = { files: 0, bytes: 0, zipped: 0 }
  for (const file of files.filter((path) => !path.includes('/node_modules/'))) {
    const content = await readFile(file)
    const names = 2 * (file.length - folder.length)
    total.files += 1
    total.bytes += content.length
    total.zipped += Math.min(content.length, deflateRawSync(content).length) + ZIP_HEADERS + names
  }
  return total
}
