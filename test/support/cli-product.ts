import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openProduct } from '#infra/local/product.ts'
import { toConfig } from '#shared/config.ts'
import { SILENT } from '#shared/logger.ts'
import { temporaryFolder } from './temporary.ts'

/** The whole product in this process, on a free port, with nothing in it; `env` is what the command line needs to find it. */
export async function startProduct(settings: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryFolder()
  const common = { ...settings, UPNEXT_SQLITE_PATH: join(folder.path, 'upnext.db') }
  const product = await openProduct(toConfig({ ...common, PORT: '0' }), SILENT, () => ({ ready: true, detail: 'ready' }))
  product.server.listen(0, '127.0.0.1')
  await once(product.server, 'listening')
  const { port } = product.server.address() as AddressInfo
  const close = async () => {
    product.server.closeAllConnections()
    product.server.close()
    await once(product.server, 'close')
    await product.close()
    await folder.remove()
  }
  return { folder: folder.path, env: { ...common, PORT: String(port) }, close }
}
