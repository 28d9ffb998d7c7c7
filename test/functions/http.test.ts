import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toHttpFunction } from '#functions/http.ts'
import { hideFrameworkDetails } from '#shared/config.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { stored } from '#test/support/catalogue.ts'
import { recommendApp } from '#test/support/recommending.ts'

const ODD_IDS = ['a/b', 'a%2Fb', '100%', '../..', 'a/../b', '🦉 owl', '"quoted"', 'q?x=1#y', 'back\\slash', 'favicon.ico', ':id', '*']

hideFrameworkDetails()
http('recommend-test', toHttpFunction(recommendApp(ODD_IDS.map((id, i) => stored(id, { angle: i })))))
const server = getTestServer('recommend-test')

interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** A request with the path exactly as it is given: fetch would normalise it. */
function send(path: string, { method = 'GET', body = '', type = '' } = {}): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const { port } = server.address() as AddressInfo
  const headers = type === '' ? {} : { 'Content-Type': type }
  request({ port, path, method, headers }, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () => {
      const status = response.statusCode ?? 0
      resolve({ status, type: response.headers['content-type'] ?? '', body: Buffer.concat(chunks).toString() })
    })
  })
    .on('error', reject)
    .end(body)
  return promise
}

describe('inside the functions framework', () => {
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  after(() => new Promise((resolve) => server.close(resolve)))

  for (const id of ODD_IDS) {
    it(`the id ${id} comes through`, async () => {
      const { status, body } = await send(`/v1/videos/${encodeURIComponent(id)}/recommendations`)
      assert.equal(status, 200)
      const { seed } = JSON.parse(body) as Answer
      assert.deepEqual([seed.id, seed.status], [id, 'indexed'])
    })
  }

  it('ids that are no ids are refused or meet no route', async () => {
    for (const segment of ['..', '.', '%2e%2e', '%00', '%ZZ', '%E0%A4']) {
      const { status, body } = await send(`/v1/videos/${segment}/recommendations`)
      assert.ok([400, 404, 405].includes(status), `${segment}: ${status}`)
      assert.ok(!body.includes('at '), body)
    }
  })

  it('a body that the framework has read comes through', async () => {
    const { status, body } = await send('/v1/recommendations', {
      method: 'POST',
      body: '{"positive":["a/b"],"limit":1}',
      type: 'application/json',
    })
    assert.equal(status, 200)
    assert.equal((JSON.parse(body) as Answer).items[0]?.id, 'a%2Fb')
  })

  it('an empty body and one of another type are told apart', async () => {
    assert.equal((await send('/v1/recommendations', { method: 'POST' })).status, 415)
    assert.equal((await send('/v1/recommendations', { method: 'POST', type: 'application/json' })).status, 400)
    assert.equal(
      (await send('/v1/recommendations', { method: 'POST', body: 'a=b', type: 'application/x-www-form-urlencoded' })).status,
      415,
    )
  })

  it('a body that does not parse is answered without a stack', async () => {
    const { status, body } = await send('/v1/recommendations', { method: 'POST', body: '{"positive":', type: 'application/json' })
    assert.equal(status, 400)
    assert.doesNotMatch(body, /node_modules|SyntaxError|positive/)
  })

  it('a body that does not parse is not logged, nor a piece of it', async (t) => {
    const write = t.mock.method(process.stderr, 'write', () => true)
    for (const body of ['{"viewer":"ann-of-bath"', '{"viewer":ann-of-bath}']) {
      await send('/v1/recommendations', { method: 'POST', body, type: 'application/json' })
    }
    const logged = write.mock.calls.map(({ arguments: [line] }) => String(line)).join('')
    assert.match(logged, /body-unreadable/)
    assert.doesNotMatch(logged, /ann-of/)
  })

  it('faults are problems', async () => {
    const { status, type, body } = await send('/v1/videos/x/recommendations?limit=0')
    assert.deepEqual([status, type], [400, 'application/problem+json'])
    assert.match(body, /limit takes a whole number/)
  })
})
