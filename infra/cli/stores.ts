import { existsSync } from 'node:fs'
import { openStores, type Stores } from '#infra/adapters.ts'
import type { Config } from '#shared/config.ts'
import { UpnextError } from '#shared/errors.ts'
import type { CliContext } from './context.ts'

/**
 * Opens the stores of an installation for the time of some work.
 * @throws UpnextError `configuration` when there is no installation yet: a command that reads should not make an empty one.
 */
export async function withStores<T>(
  { config: read }: CliContext,
  options: { readonly readOnly: boolean },
  work: (stores: Stores, config: Config) => Promise<T>,
): Promise<T> {
  const config = read()
  assertInstalled(config)
  const stores = await openStores(config, options)
  try {
    return await work(stores, config)
  } finally {
    await stores.close()
  }
}

function assertInstalled({ sqlitePath }: Config): void {
  if (existsSync(sqlitePath)) return
  throw new UpnextError('configuration', `There is no database at ${sqlitePath} yet.`, {
    fix: 'Start the product once with `npm start`, or set UPNEXT_SQLITE_PATH.',
  })
}
