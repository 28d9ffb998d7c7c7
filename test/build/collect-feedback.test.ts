import assert from 'node:assert/strict'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { buildFunction } from '#build/function.ts'
import type { Bundle } from '#build/bundle.ts'
import { sentImpression } from '#test/support/collecting.ts'
import { startFunction } from '#test/support/function-process.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const ROOT = join(import.meta.dirname, '../..')

/** It takes what pages send and hands it on: no model, no texts, no warehouse. */
const FORBIDDEN_SOURCES = /^infra\/(muse|vertex|bigquery|gcs|push|local|cli|operate)\/|^shared\/(embedding|ingest|operations|text)\//

describe('the built function collect-feedback', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let built: Bundle
  before(async () => {
    folder = await temporaryFolder()
    built = await buildFunction(ROOT, 'collect-feedback', join(folder.path, 'built'))
    await symlink(join(ROOT, 'node_modules'), join(folder.path, 'built/node_modules'))
  })
  after(() => folder.remove())

  it('holds no more than it needs', () => {
    assert.deepEqual(
      built.sources.filter((path) => FORBIDDEN_SOURCES.test(path)),
      [],
    )
    assert.deepEqual(built.assets, [])
  })

  it('takes events from its folder alone, and shows no stack to who sends nonsense', { timeout: 60_000 }, async () => {
    const keys = { UPNEXT_SIGNING_KEYS: 'a key of sixteen characters', UPNEXT_VIEWER_KEYS: 'a key of sixteen characters' }
    const env = { ...keys, UPNEXT_SQLITE_PATH: join(folder.path, 'feedback.db'), UPNEXT_LOG_LEVEL: 'error' }
    const running = await startFunction({ folder: join(folder.path, 'built'), name: 'collect-feedback', env })
    const post = (body: string, type: string) => running.ask('/v1/events', { method: 'POST', headers: { 'content-type': type }, body })
    try {
      const event = JSON.stringify(sentImpression({ at: new Date().toISOString() }))
      for (const type of ['application/json', 'text/plain;charset=UTF-8']) {
        const taken = await post(event, type)
        assert.deepEqual([taken.status, await taken.json()], [202, { accepted: 1, refused: [], ignored: 0 }])
      }
      for (const type of ['application/json', 'text/plain']) {
        const refused = await post('{"type": [', type)
        assert.equal(refused.status, 400)
        assert.doesNotMatch(await refused.text(), /node_modules|\bat .*:\d+:\d+|SyntaxError/)
      }
    } finally {
      await running.stop()
    }
  })
})
