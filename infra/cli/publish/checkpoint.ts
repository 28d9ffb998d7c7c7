import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'

const checkpointSchema = z.object({ file: z.string(), line: z.int().min(0), complete: z.boolean() })

/** How far a file was published to an address. */
export type Checkpoint = z.infer<typeof checkpointSchema>

export interface CheckpointStore {
  /** The state of an earlier publish of the same content to the same address. */
  read(): Promise<Checkpoint | undefined>
  write(state: Pick<Checkpoint, 'line' | 'complete'>): Promise<void>
}

/** Keeps the checkpoint of one file in a folder, under a name made of its content and the address: a renamed file goes on, a changed one starts anew. */
export async function openCheckpoint(folder: string, file: string, url: string): Promise<CheckpointStore> {
  const path = join(folder, `${await contentKey(file, url)}.json`)
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch(() => undefined)
      return text === undefined ? undefined : parse(text)
    },
    write: async (state) => {
      await mkdir(folder, { recursive: true })
      // Written aside and renamed, so that a kill leaves the old or the new state, never half of one.
      await writeFile(`${path}.new`, `${JSON.stringify({ file: basename(file), ...state })}\n`)
      await rename(`${path}.new`, path)
    },
  }
}

async function contentKey(file: string, url: string): Promise<string> {
  const hash = createHash('sha256').update(url).update('\0')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex').slice(0, 32)
}

function parse(text: string): Checkpoint | undefined {
  try {
    return checkpointSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
