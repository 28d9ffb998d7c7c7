import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { buildFunction } from '#build/function.ts'
import type { Bundle } from '#build/bundle.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { parseEvent } from '#shared/video/event.ts'
import { upsertJson } from '#test/support/events.ts'
import { startFunction } from '#test/support/function-process.ts'
import { openTestIngest } from '#test/support/ingest.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const ROOT = join(import.meta.dirname, '../..')
const npm = promisify(execFile)

/** Everything of npm's that is in the bundle of recommend. One more makes every cold start slower: add it only if it must be. */
const BUNDLED = [
  '@asteasolutions/zod-to-openapi',
  '@hono/node-server',
  '@hono/zod-openapi',
  '@hono/zod-validator',
  '@qdrant/js-client-rest',
  '@qdrant/openapi-typescript-fetch',
  'canonicalize',
  'cockatiel',
  'hono',
  'lru-cache',
  'undici',
  'uuid',
  'zod',
]

/** Never in the way of a shelf: models, the warehouse, the topics, and what makes vectors and words of texts. */
const FORBIDDEN_SOURCES =
  /^infra\/(muse|vertex|bigquery|gcs|pubsub|push|local|cli|operate)\/|^shared\/(embedding|ingest|operations|text\/(?!word-query))/
const FORBIDDEN_PACKAGES = /onnxruntime|@google-cloud\/(?!functions-framework)|google-gax|google-auth-library|grpc/

const nameOf = (path: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(path)?.[1]

describe('the built function recommend', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let built: Bundle
  before(async () => {
    folder = await temporaryFolder()
    built = await buildFunction(ROOT, 'recommend', join(folder.path, 'built'))
  })
  after(() => folder.remove())

  it('holds no more than it needs', () => {
    assert.deepEqual(
      built.sources.filter((path) => FORBIDDEN_SOURCES.test(path)),
      [],
    )
    assert.deepEqual(Array.from(new Set(built.sources.flatMap((path) => nameOf(path) ?? []))).sort(), BUNDLED)
    assert.deepEqual(built.packages, ['@google-cloud/functions-framework', 'piscina', 'sqlite-vec'])
    assert.deepEqual(built.assets, [])
  })

  it('answers from its folder alone, after npm ci, without loading a model, the warehouse or topics', { timeout: 120_000 }, async () => {
    const { path, ingest, close } = await openTestIngest()
    for (const id of ['bread', 'rolls']) await ingest(parseEvent(upsertJson({ id, title: 'Baking bread and rolls' })), 1)
    const place = join(folder.path, 'deployed')
    await cp(join(folder.path, 'built'), place, { recursive: true })
    await npm('npm', ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: place })
    const env = { UPNEXT_SQLITE_PATH: path, UPNEXT_SIGNING_KEYS: 'a key of sixteen characters', UPNEXT_LOG_LEVEL: 'error' }
    const running = await startFunction({ folder: place, name: 'recommend', env, record: true })
    try {
      const response = await running.ask('/v1/videos/bread/recommendations')
      assert.equal(response.status, 200)
      assert.deepEqual(
        ((await response.json()) as Answer).items.map(({ id }) => id),
        ['rolls'],
      )
      const { modules, native } = await running.loaded()
      assert.deepEqual(
        modules.filter((module) => FORBIDDEN_PACKAGES.test(nameOf(module) ?? '')),
        [],
      )
      assert.deepEqual(
        native.filter((library) => /onnx/i.test(library)),
        [],
      )
      assert.ok(
        modules.some((module) => module.endsWith('/deployed/index.js')),
        'the recorder saw nothing',
      )
      const malformed = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"positive": [' }
      const refusal = await running.ask('/v1/recommendations', malformed)
      assert.equal(refusal.status, 400)
      assert.doesNotMatch(await refusal.text(), /node_modules|\bat .*:\d+:\d+|SyntaxError/)
    } finally {
      await running.stop()
      await close()
    }
  })
})
