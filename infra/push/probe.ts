import { connect } from 'node:net'
import { UpnextError } from '#shared/errors.ts'
import { faultOfTransport } from './faults.ts'

/**
 * Makes sure that somebody listens at an address, before anything is sent there.
 * @throws UpnextError `unavailable` that says how to start the product.
 */
export async function assertListening(url: string, timeoutMs = 5000): Promise<void> {
  const { hostname, port, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80), timeout: timeoutMs })
    const end = (settle: () => void) => {
      socket.destroy()
      settle()
    }
    socket.once('connect', () => end(resolve))
    socket.once('error', (error) => end(() => reject(faultOfTransport(error, url))))
    socket.once('timeout', () => end(() => reject(new UpnextError('unavailable', `No answer from ${url} in ${timeoutMs} ms.`))))
  })
}
