import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { describe, it, type TestContext } from 'node:test'
import { z } from 'zod'
import { identityToken } from '#infra/operate/identity.ts'
import { createRemoteStepper } from '#infra/operate/remote.ts'
import { isUpnextError } from '#shared/errors.ts'
import { runOperation, type Operation } from '#shared/operations/operation.ts'

/** Counts to the number that it is given, one a step. */
const COUNTING: Operation<{ to: number }, number, number> = {
  name: 'counting',
  summary: 'Counts',
  access: 'read',
  input: z.object({ to: z.int() }),
  cursor: z.int(),
  report: z.int(),
  step: () => Promise.reject(new Error('This happens elsewhere.')),
}

interface Asked {
  readonly input: { to: number }
  readonly cursor: number | null
}

async function startOperate(t: TestContext, respond: (asked: Asked, response: ServerResponse, request: IncomingMessage) => void) {
  const server = createServer((request, response) => {
    void json(request).then((asked) => respond(asked as Asked, response, request))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answer = (response: ServerResponse, body: unknown, status = 200) =>
  void response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0.01' }).end(JSON.stringify(body))
const count = ({ input: { to }, cursor }: Asked, response: ServerResponse) => {
  const progress = (cursor ?? 0) + 1
  answer(response, { done: progress === to, cursor: progress === to ? null : progress, progress })
}
const run = (url: string, signal = new AbortController().signal, token?: (audience: string) => Promise<string | undefined>) =>
  runOperation(COUNTING, { to: 3 }, createRemoteStepper({ url, signal, ...(token && { token }) }), { signal })

describe('operations in the function operate', () => {
  it('go on from cursor to cursor until all is done', async (t) => {
    assert.equal(await run(await startOperate(t, count)), 3)
  })

  it('repeat a step that may pass, with the same cursor', async (t) => {
    const asked: (number | null)[] = []
    const url = await startOperate(t, (one, response) => {
      asked.push(one.cursor)
      if (asked.length === 2) answer(response, { detail: 'Busy.' }, 503)
      else count(one, response)
    })
    assert.equal(await run(url), 3)
    assert.deepEqual(asked, [null, 1, 1, 2])
  })

  it('stop between steps when they are told to', async (t) => {
    const controller = new AbortController()
    const url = await startOperate(t, (one, response) => {
      controller.abort()
      count(one, response)
    })
    assert.equal(await run(url, controller.signal), 1)
  })

  it('carry the identity of the operator', async (t) => {
    const url = await startOperate(t, (_, response, { headers }) =>
      answer(response, { done: true, cursor: null, progress: headers.authorization === 'Bearer me' ? 1 : 0 }),
    )
    assert.equal(await run(url, undefined, () => Promise.resolve('me')), 1)
  })

  it('say what a refusal means', async (t) => {
    for (const [status, code] of [
      [400, 'invalid-request'],
      [403, 'configuration'],
      [404, 'not-found'],
      [409, 'conflict'],
    ] as const) {
      const url = await startOperate(t, (_, response) => answer(response, { detail: 'Because.' }, status))
      await assert.rejects(run(url), (error) => isUpnextError(error, code) && error.message === 'Because.')
    }
    const other = await startOperate(t, (_, response) => answer(response, { hello: 'world' }))
    await assert.rejects(run(other), (error) => isUpnextError(error, 'configuration'))
  })
})

describe('identityToken', () => {
  it('sends none to this machine, and none in the clear', async () => {
    assert.equal(await identityToken('http://localhost:1234'), undefined)
    await assert.rejects(identityToken('http://operate.example/'), (error) => isUpnextError(error, 'configuration'))
  })
})
