import type { Logger } from '#shared/logger.ts'
import type { Product } from './product.ts'

/** How long requests under way may take to finish once the process is told to stop. */
const GRACE_MS = 10_000

/** SIGTERM or Ctrl-C: no new requests, those under way are finished, everything is closed. A second signal ends the process at once. */
export function closeOnSignal(product: Product, logger: Logger): void {
  const stop = (signal: NodeJS.Signals) => {
    logger.info('stopping', { signal })
    process.once(signal, () => process.exit(1))
    setTimeout(() => process.exit(1), GRACE_MS).unref()
    product.server.close(() => {
      product.close().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error('close-failed', { error })
          process.exit(1)
        },
      )
    })
    product.server.closeIdleConnections()
  }
  process.once('SIGTERM', stop).once('SIGINT', stop)
}
