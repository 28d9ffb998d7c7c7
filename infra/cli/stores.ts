import { existsSync } from 'node:fs'
import { openIndexStores, openStores, openWarehouse, type OpenOptions } from '#infra/adapters.ts'
import { usesSqlite, type Config } from '#shared/config.ts'
import { UpnextError } from '#shared/errors.ts'
import type { CliContext } from './context.ts'

/**
 * Opens all stores of an installation for the time of some work.
 * @throws UpnextError `configuration` when there is no installation yet: a command that reads should not make an empty one.
 */
export const withStores = within(openStores)

/** Opens index, registry and signals alone. @throws as `withStores`. */
export const withIndexStores = within(openIndexStores)

/** Opens documents and feedback alone. @throws as `withStores`. */
export const withWarehouse = within(openWarehouse)

interface WithOptions extends OpenOptions {
  /** Whether the work is there to make what is missing. */
  readonly mayBeMissing?: boolean
}

type Open<Opened> = (config: Config, options: OpenOptions) => Promise<Opened>

function within<Opened extends { close(): Promise<void> }>(open: Open<Opened>) {
  return async <T>(
    context: CliContext,
    { mayBeMissing, ...options }: WithOptions,
    work: (opened: Opened, config: Config) => Promise<T>,
  ): Promise<T> => {
    const config = context.config()
    if (mayBeMissing !== true) assertInstalled(config)
    const opened = await open(config, options)
    try {
      return await work(opened, config)
    } finally {
      await opened.close()
    }
  }
}

function assertInstalled(config: Config): void {
  const { sqlitePath } = config
  if (!usesSqlite(config) || existsSync(sqlitePath)) return
  throw new UpnextError('configuration', `There is no database at ${sqlitePath} yet.`, {
    fix: 'Start the product once with `npm start`, or set UPNEXT_SQLITE_PATH.',
  })
}
