import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readDocument, sourceTextHash, storeDocument } from '#infra/bigquery/documents.ts'
import { assertRow, sizeOf, timestamp, type Row } from '#infra/bigquery/row.ts'
import { changeRow, channelRow, signalRow, vectorRow } from '#infra/bigquery/rows.ts'
import { isUpnextError } from '#shared/errors.ts'
import { aVideo } from '#test/support/events.ts'

const CHANGE = {
  id: 'a',
  order: { version: Number.MAX_SAFE_INTEGER, deleted: false, digest: 'aa' },
  document: aVideo(),
  eventTime: 1,
  ingestedAt: 2,
  registryRevision: 3,
}

describe('rows', () => {
  it('fit the schema that Terraform deploys', async () => {
    assertRow('video_changes', await changeRow(CHANGE))
    assertRow('video_changes', await changeRow({ ...CHANGE, document: null }))
    assertRow('video_vectors', vectorRow({ id: 'a', recipeDigest: 'r', textHash: 't', mix: 'td', vector: Float32Array.of(0.5) }, 1))
    for (const clock of [{ measuredAt: 1 }, { initial: 1 }]) assertRow('video_signals', signalRow({ id: 'a', clock, views: 1 }, 1))
    assertRow('channel_changes', channelRow({ id: 'a', version: 1, suspended: true }, 1))
  })

  it('that do not fit are told by their columns, not their values', () => {
    const good = channelRow({ id: 'secret', version: 1, suspended: true }, 1)
    const missing = Object.fromEntries(Object.entries(good).filter(([name]) => name !== 'version'))
    const faulty: readonly (readonly [Row, RegExp])[] = [
      [{ ...good, extra: 1 }, /unknown \[extra\]/],
      [missing, /unfit \[version\]/],
      [{ ...good, version: 2 ** 53 }, /unfit \[version\]/],
      [{ ...good, suspended: 'yes', id: null }, /unfit \[id,suspended\]/],
      [{ ...good, ingested_at: '2026-01-01' }, /unfit \[ingested_at\]/],
    ]
    for (const [row, message] of faulty) {
      assert.throws(
        () => assertRow('channel_changes', row),
        (error) => isUpnextError(error, 'configuration') && message.test(error.message) && !error.message.includes('secret'),
      )
    }
    const vector = vectorRow({ id: 'a', recipeDigest: 'r', textHash: 't', mix: 'td', vector: Float32Array.of(NaN) }, 1)
    assert.throws(() => assertRow('video_vectors', vector), /unfit \[vector\]/)
  })

  it('know about how large they are', () => {
    const size = sizeOf({ id: 'é'.repeat(100), vector: [1, 2, 3], zipped: new Uint8Array(1000), none: null })
    assert.ok(size > 1200 && size < 1400, String(size))
  })
})

describe('timestamp', () => {
  it('is exact to the millisecond and keeps within the calendar', () => {
    assert.equal(timestamp(Date.UTC(9000, 0, 1) + 0.4), `${Date.UTC(9000, 0, 1)}000`)
    assert.equal(timestamp(-1), '-1000')
    assert.equal(timestamp(8.64e15), timestamp(Date.UTC(9999, 11, 31, 23, 59, 59, 999)))
    assert.equal(timestamp(Date.parse('0000-01-01T00:00:00Z')), timestamp(Date.parse('0001-01-01T00:00:00Z')))
  })
})

describe('documents', () => {
  it('travel as text, or zipped where a row could not hold the text', async () => {
    const small = aVideo({
      title: 'odd "𝄞\u2028',
      transcript: { format: 'whisper-json', text: { segments: [{ text: '\ud800', p: 0.1 }] } },
    })
    const large = aVideo({ transcript: { text: 'word '.repeat(2_000_000) } })
    const [asText, zipped] = await Promise.all([storeDocument(small), storeDocument(large)])
    assert.deepEqual([asText.document_gzip, zipped.document], [null, null])
    assert.deepEqual(await readDocument(asText), small)
    assert.deepEqual(await readDocument(zipped), large)
    assert.ok((zipped.document_gzip?.length ?? 0) < 100_000)
  })

  it('have one text hash as long as only metadata changes', () => {
    const hash = sourceTextHash(aVideo())
    assert.equal(sourceTextHash(aVideo({ version: 9, visibility: 'private', views: 3 })), hash)
    for (const text of [{ title: 'x' }, { tags: ['x'] }, { language: 'de' }, { transcript: { text: 'x' } }]) {
      assert.notEqual(sourceTextHash(aVideo(text)), hash)
    }
  })
})
