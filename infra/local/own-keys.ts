import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '#shared/config.ts'

/** The configured signing keys; without any, one of the product's own, so that cursors outlive a restart. */
export async function signingKeysOf({ signingKeys, sqlitePath }: Pick<Config, 'signingKeys' | 'sqlitePath'>): Promise<readonly string[]> {
  return signingKeys.length > 0 ? signingKeys : [await ownKey(sqlitePath, 'signing-key')]
}

/** The same for pseudonyms of viewers. */
export async function viewerKeysOf({ viewerKeys, sqlitePath }: Pick<Config, 'viewerKeys' | 'sqlitePath'>): Promise<readonly string[]> {
  return viewerKeys.length > 0 ? viewerKeys : [await ownKey(sqlitePath, 'viewer-key')]
}

/** Made at the first start and kept beside the database, readable by its owner only. */
async function ownKey(sqlitePath: string, name: string): Promise<string> {
  const path = join(dirname(sqlitePath), name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (!isAlreadyThere(error)) throw error
  })
  return readFile(path, 'utf8')
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
