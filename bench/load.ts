import autocannon from 'autocannon'
import type { Round } from './round.ts'

/**
 * Asks the product for shelves over HTTP, so many connections at once, for a time.
 * @throws when an answer is not 200.
 */
export async function runLoad(url: string, paths: readonly string[], connections: number, seconds: number): Promise<Round> {
  const times: number[] = []
  const start = Math.floor(Math.random() * paths.length)
  const requests = [...paths.slice(start), ...paths.slice(0, start)].map((path) => ({ path }))
  // Autocannon's own percentiles are whole milliseconds.
  const setupClient = (client: autocannon.Client) => void client.on('response', (_status, _bytes, ms) => times.push(ms))
  const { errors, non2xx } = await autocannon({ url, connections, duration: seconds, requests, setupClient })
  if (errors + non2xx === 0) return { times, seconds }
  throw new Error(`${non2xx} answers were no shelf, ${errors} requests had none.`)
}
