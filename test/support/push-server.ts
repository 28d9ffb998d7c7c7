import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** A push as it arrived. */
export interface ReceivedPush {
  readonly messageId: string
  readonly attributes: Readonly<Record<string, string>>
  readonly publishTime: string
  readonly data: string
}

/** Stands where the function would: keeps what it acknowledges, answers as `respond` says (default 204). */
export async function startPushServer(respond: (push: ReceivedPush, response: ServerResponse) => void | Promise<void> = acknowledge) {
  const received: ReceivedPush[] = []
  const server = createServer((request, response) => {
    void json(request).then(async (body) => {
      const { message } = body as { message: ReceivedPush }
      const push = { ...message, data: Buffer.from(message.data, 'base64').toString() }
      received.push(push)
      await respond(push, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}/events`, received, close }
}

export function acknowledge(_: ReceivedPush, response: ServerResponse): void {
  response.writeHead(204).end()
}
