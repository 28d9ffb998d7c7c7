import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '#shared/config.ts'

/**
 * The configured signing keys. Without any, one made at the first start and kept beside the database, readable by its owner only, so that
 * cursors outlive a restart.
 */
export async function signingKeysOf({ signingKeys, sqlitePath }: Pick<Config, 'signingKeys' | 'sqlitePath'>): Promise<readonly string[]> {
  if (signingKeys.length > 0) return signingKeys
  const path = join(dirname(sqlitePath), 'signing-key')
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (!isAlreadyThere(error)) throw error
  })
  return [await readFile(path, 'utf8')]
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
