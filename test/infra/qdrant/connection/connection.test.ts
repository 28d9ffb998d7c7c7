import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createConnection, type Connection, type ConnectionOptions } from '#infra/qdrant/connection/connection.ts'
import { isUpnextError, type ErrorCode, type UpnextError } from '#shared/errors.ts'

type Respond = (response: ServerResponse, request: IncomingMessage, turn: number) => void

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const KEY = 'a secret key'

/** A server that answers as `respond` says, and a connection to it. */
async function connect(respond: Respond, options: Partial<ConnectionOptions> = {}) {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    request.resume()
    requests.push(request)
    respond(response, request, requests.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const connection = createConnection({ url: `http://127.0.0.1:${port}`, apiKey: KEY, ...options })
  closing.push(async () => {
    await connection.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { connection, requests }
}

function answer(response: ServerResponse, status = 200, headers: Record<string, string> = {}): void {
  const body = status === 200 ? { result: { collections: [] } } : { status: { error: `It said so, to ${KEY}` } }
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function read(connection: Connection): Promise<unknown> {
  return connection.read((api, init) => api.getCollections({}, init))
}

async function faultOf(promise: Promise<unknown>): Promise<UpnextError> {
  const error: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isUpnextError(error)) return error
  throw new Error('It did not fail as it should.', { cause: error })
}

describe('connection to Qdrant', () => {
  it('sends the key, and keeps it and answers out of messages', async () => {
    const { connection, requests } = await connect((response) => answer(response, 401))
    const { message, fix } = await faultOf(read(connection))
    assert.equal(requests[0]?.headers['api-key'], KEY)
    assert.doesNotMatch(`${message} ${fix ?? ''}`, /secret|said so/)
  })

  it('tells faults apart, and which of them pass', async () => {
    const expected: readonly (readonly [number, ErrorCode, boolean])[] = [
      [400, 'configuration', false],
      [401, 'configuration', false],
      [403, 'configuration', false],
      [404, 'not-found', false],
      [408, 'unavailable', true],
      [409, 'conflict', false],
      [422, 'configuration', false],
      [429, 'unavailable', true],
      [500, 'unavailable', true],
      [503, 'unavailable', true],
    ]
    for (const [status, code, retryable] of expected) {
      const { connection } = await connect((response) => answer(response, status))
      const error = await faultOf(read(connection))
      assert.deepEqual([status, error.code, error.retryable], [status, code, retryable])
      assert.ok(error.fix !== undefined && error.cause instanceof Error)
    }
  })

  it('keeps Retry-After whole, of 429 and 503', async () => {
    for (const status of [429, 503]) {
      const { connection } = await connect((response) => answer(response, status, { 'retry-after': '130' }))
      assert.equal((await faultOf(read(connection))).retryAfterSeconds, 130)
    }
  })

  it('takes a page that is no JSON, as proxies send, for what its status says', async () => {
    const { connection } = await connect((response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'))
    assert.equal((await faultOf(read(connection))).code, 'unavailable')
  })

  it('tries once more when the connection breaks, and not again', async () => {
    const { connection, requests } = await connect((response, request, turn) => (turn === 1 ? request.socket.destroy() : answer(response)))
    await read(connection)
    assert.equal(requests.length, 2)
    const broken = await connect((_, request) => request.socket.destroy())
    assert.equal((await faultOf(read(broken.connection))).code, 'unavailable')
    assert.equal(broken.requests.length, 2)
  })

  it('says that nobody listens', async () => {
    const connection = createConnection({ url: 'http://127.0.0.1:9' })
    const { code, fix } = await faultOf(read(connection))
    assert.equal(code, 'unavailable')
    assert.match(fix ?? '', /UPNEXT_QDRANT_URL/)
  })

  it('waits for a read and for a write each as long as it was told', async () => {
    const slow: Respond = (response) => void setTimeout(900).then(() => answer(response))
    const { connection, requests } = await connect(slow, { readTimeoutMs: 300, timeoutMs: 5_000 })
    assert.match((await faultOf(read(connection))).message, /in time/)
    await connection.write((api, init) => api.getCollections({}, init))
    assert.equal(requests.length, 2)
  })

  it('keeps a connection for its age, then makes another', async () => {
    const ports: (number | undefined)[] = []
    const { connection } = await connect(
      (response, request) => {
        ports.push(request.socket.remotePort)
        answer(response)
      },
      { connectionAgeS: 1 },
    )
    for (const pause of [20, 1_050, 0]) {
      await read(connection)
      await setTimeout(pause)
    }
    assert.equal(ports[0], ports[1])
    assert.notEqual(ports[1], ports[2])
  })

  it('asks below the path of its URL', async () => {
    const { connection, requests } = await connect((response) => answer(response))
    await read(connection)
    const port = requests[0]?.socket.localPort ?? 0
    const below = createConnection({ url: `http://127.0.0.1:${port}/qdrant/` })
    await read(below)
    await below.close()
    assert.equal(requests[1]?.url, '/qdrant/collections')
  })

  it('refuses what is no address', () => {
    for (const url of ['', 'localhost:6333', 'ftp://localhost']) {
      assert.throws(
        () => createConnection({ url }),
        (error) => isUpnextError(error, 'configuration'),
      )
    }
  })
})
