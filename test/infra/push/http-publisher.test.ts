import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isFaultOfPlace } from '#infra/push/faults.ts'
import { createHttpPublisher } from '#infra/push/http-publisher.ts'
import { isUpnextError } from '#shared/errors.ts'
import { acknowledge, startPushServer } from '#test/support/push-server.ts'

const message = { data: Buffer.from('{"type":"video.deleted"}'), attributes: { type: 'video.deleted' } }
const quick = { delayMs: 1, maxDelayMs: 4 }

describe('createHttpPublisher', () => {
  it('pushes the envelope of Pub/Sub', async () => {
    const server = await startPushServer()
    await createHttpPublisher({ url: server.url, clock: () => 0 }).publish({ ...message, messageId: 'm-1' })
    await server.close()
    assert.deepEqual(server.received, [
      { messageId: 'm-1', attributes: message.attributes, publishTime: '1970-01-01T00:00:00.000Z', data: '{"type":"video.deleted"}' },
    ])
  })

  it('tries again after 5xx and 429, with the same message id', async () => {
    const answers = [503, 429, 204]
    const server = await startPushServer((_, response) => void response.writeHead(answers.shift() ?? 500).end())
    await createHttpPublisher({ url: server.url, ...quick }).publish(message)
    await server.close()
    assert.equal(server.received.length, 3)
    assert.equal(new Set(server.received.map(({ messageId }) => messageId)).size, 1)
  })

  it('tries again after a connection that was reset', async () => {
    const server = await startPushServer((push, response) => {
      if (server.received.length === 1) response.destroy()
      else acknowledge(push, response)
    })
    await createHttpPublisher({ url: server.url, ...quick }).publish(message)
    await server.close()
    assert.equal(server.received.length, 2)
  })

  it('gives up after its attempts: the message is at fault, not the place', async () => {
    const server = await startPushServer((_, response) => void response.writeHead(500).end())
    await assert.rejects(
      createHttpPublisher({ url: server.url, attempts: 3, ...quick }).publish(message),
      (error) => isUpnextError(error, 'unavailable') && error.message.includes('500') && !isFaultOfPlace(error),
    )
    await server.close()
    assert.equal(server.received.length, 3)
  })

  it('does not repeat what is refused for good', async () => {
    for (const [status, code] of [
      [413, 'invalid-event'],
      [404, 'configuration'],
    ] as const) {
      const server = await startPushServer((_, response) => void response.writeHead(status).end())
      await assert.rejects(createHttpPublisher({ url: server.url, ...quick }).publish(message), (error) => isUpnextError(error, code))
      await server.close()
      assert.equal(server.received.length, 1)
    }
  })

  it('waits as long as the other side asks for', async () => {
    const server = await startPushServer((push, response) => {
      if (server.received.length === 1) response.writeHead(429, { 'retry-after': '1' }).end()
      else acknowledge(push, response)
    })
    const startedAt = performance.now()
    await createHttpPublisher({ url: server.url, ...quick }).publish(message)
    await server.close()
    assert.ok(performance.now() - startedAt >= 950)
  })

  it('blames the place where nobody listens, and says how to start it', async () => {
    const server = await startPushServer()
    await server.close()
    await assert.rejects(
      createHttpPublisher({ url: server.url, attempts: 2, ...quick }).publish(message),
      (error) => isUpnextError(error, 'unavailable') && isFaultOfPlace(error) && error.fix?.includes('npm start') === true,
    )
  })

  it('counts an answer that does not come in time as none', async () => {
    const server = await startPushServer(() => undefined)
    await assert.rejects(
      createHttpPublisher({ url: server.url, attempts: 1, timeoutMs: 50 }).publish(message),
      (error) => isUpnextError(error, 'unavailable') && !isFaultOfPlace(error),
    )
    await server.close()
  })

  it('ends the waiting between tries when it is stopped', async () => {
    const controller = new AbortController()
    const server = await startPushServer((_, response) => {
      controller.abort()
      response.writeHead(500).end()
    })
    const publisher = createHttpPublisher({ url: server.url, delayMs: 60_000, maxDelayMs: 60_000, signal: controller.signal })
    await assert.rejects(publisher.publish(message), (error) => isUpnextError(error, 'unavailable'))
    await server.close()
  })
})
