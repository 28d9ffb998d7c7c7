import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { colorsFor } from '#infra/cli/terminal/colors.ts'
import { writeFault } from '#infra/cli/terminal/fault.ts'
import { eventsUrl, hideFrameworkDetails, loadConfig } from '#shared/config.ts'
import { createLogger } from '#shared/logger.ts'
import { fillCatalogue } from './catalogue.ts'
import { closeOnSignal } from './closing.ts'
import { openProduct } from './product.ts'

/** `npm start`: the whole product in one process. */
async function main(): Promise<void> {
  hideFrameworkDetails()
  const config = loadConfig()
  const logger = createLogger(config.logLevel)
  const state = { ready: false, detail: 'The catalogue is being published.' }
  const product = await openProduct(config, logger, () => state)
  product.server.listen(config.port, config.host)
  await once(product.server, 'listening')
  closeOnSignal(product, logger)
  const { port } = product.server.address() as AddressInfo
  const { bold, dim } = colorsFor(process.stdout)
  process.stdout.write(`Upnext listens on port ${port}; publishing the catalogue…\n`)
  const events = await fillCatalogue(config.catalogue, eventsUrl({ ...config, port }))
  Object.assign(state, { ready: true, detail: 'ready' })
  process.stdout.write(`${bold(`http://localhost:${port}/`)}  ${dim(`ready, ${events} events in; Ctrl-C stops it`)}\n`)
}

await main().catch((error: unknown) => {
  writeFault(process.stderr, error, false)
  process.exit(1)
})
