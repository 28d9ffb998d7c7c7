import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { gcsTranscripts } from '#infra/gcs/transcripts.ts'
import { isUpnextError, type ErrorCode } from '#shared/errors.ts'
import type { TranscriptSource } from '#shared/video/transcript-source.ts'

const MAX_BYTES = 10 * 1024 * 1024
/** Nobody else reads anything here. */
const NOTHING: TranscriptSource = { read: (uri) => Promise.reject(new Error(`other: ${uri}`)) }

/** Serves downloads as Cloud Storage's JSON API does: /download/storage/v1/b/BUCKET/o/OBJECT?alt=media, or the same without /download. */
const answers: Readonly<Record<string, (response: ServerResponse, attempt: number) => void>> = {
  'allowed/talks/été #1?.vtt': (response) => response.end('WEBVTT'),
  'allowed/just fits': (response) => response.end(Buffer.alloc(MAX_BYTES)),
  'allowed/too large': (response) => response.end(Buffer.alloc(MAX_BYTES + 1)),
  'allowed/bomb': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(3 * MAX_BYTES))),
  'allowed/forbidden': (response) => response.writeHead(403).end('{}'),
  'allowed/down': (response) => response.writeHead(503).end('{}'),
  'allowed/stalls': (response) => response.write('WEB'),
}

describe('gcsTranscripts', () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const [, bucket = '', object = ''] = /\/b\/([^/]+)\/o\/([^?]+)/.exec(request.url ?? '') ?? []
    const name = `${decodeURIComponent(bucket)}/${decodeURIComponent(object)}`
    asked.push(name)
    const answer = answers[name]
    if (answer === undefined) response.writeHead(404).end('{"error":{"code":404,"message":"No such object"}}')
    else answer(response, asked.filter((other) => other === name).length)
  })
  before(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  after(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })

  const source = (timeoutMs = 20_000): TranscriptSource => {
    const { port } = server.address() as AddressInfo
    return gcsTranscripts({ buckets: ['allowed', 'empty'], apiEndpoint: `http://127.0.0.1:${port}`, timeoutMs }, NOTHING)
  }
  const failsWith = (code: ErrorCode, reading: Promise<unknown>) =>
    assert.rejects(reading, (error) => {
      assert.ok(isUpnextError(error, code), String(error))
      assert.doesNotMatch(error.message, /talks|allowed/)
      return true
    })

  it('reads an object whatever its name', async () => {
    assert.equal(Buffer.from(await source().read('gs://allowed/talks/été #1?.vtt')).toString(), 'WEBVTT')
  })

  it('takes 10 MiB and no byte more, zipped or not', async () => {
    assert.equal((await source().read('gs://allowed/just fits')).length, MAX_BYTES)
    await failsWith('invalid-event', source().read('gs://allowed/too large'))
    await failsWith('invalid-event', source().read('gs://allowed/bomb'))
  })

  it('never asks for an object of another bucket', async () => {
    await failsWith('invalid-event', source().read('gs://other/secret'))
    await failsWith('invalid-event', source().read('gs://allowed.evil/secret'))
    assert.ok(!asked.some((name) => name.includes('secret')))
  })

  it('tells what can never succeed from what may pass and from missing rights', async () => {
    await failsWith('invalid-event', source().read('gs://allowed/missing'))
    await failsWith('configuration', source().read('gs://allowed/forbidden'))
    await failsWith('unavailable', source().read('gs://allowed/down'))
    await failsWith('unavailable', source(300).read('gs://allowed/stalls'))
  })

  it('leaves other schemes to others', async () => {
    for (const uri of ['file:///x', 'https://example.org/x', 'gs://allowed', 'gs:///x', 'GS://allowed/x']) {
      await assert.rejects(source().read(uri), new Error(`other: ${uri}`))
    }
  })
})
