import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** An instance of a function behind the balancer. */
export interface Target {
  readonly port: number
  isUp(): boolean
}

export interface Balancer {
  readonly url: string
  close(): Promise<void>
}

/**
 * One address for several instances, in turn, as Cloud Run has it: 503 where none is up, and where one dies with the request.
 * @param observe told of each request and what was answered, when it was.
 * @param takes whether a request is for these instances; others are answered at once.
 */
export async function startBalancer(
  targets: readonly Target[],
  observe: (body: Buffer, status: number) => void,
  takes: (body: Buffer) => boolean = () => true,
): Promise<Balancer> {
  const state = { next: 0 }
  const pick = () => {
    const up = targets.filter((target) => target.isUp())
    return up[state.next++ % up.length]
  }
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await buffer(incoming)
      if (!takes(body)) {
        outgoing.writeHead(204).end()
        return
      }
      const target = pick()
      const answer = target === undefined ? undefined : await forward(incoming, body, target.port)
      respond(outgoing, answer)
      observe(body, answer?.status ?? 503)
    })()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Answer {
  readonly status: number
  readonly body: Buffer
}

async function forward({ method, url, headers }: IncomingMessage, body: Buffer, port: number): Promise<Answer | undefined> {
  try {
    const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false })
    outgoing.end(body)
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    return { status: response.statusCode ?? 502, body: await buffer(response) }
  } catch {
    return undefined
  }
}

function respond(outgoing: ServerResponse, answer: Answer | undefined): void {
  outgoing.writeHead(answer?.status ?? 503).end(answer?.body)
}
