import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createReads, noReads } from '#shared/recommendation/upkeep/reads.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { recordingLogger } from '#test/support/log.ts'
import type { LogFields } from '#test/support/log.ts'

function readsWithin(budgetMs: number) {
  const lines: LogFields[] = []
  return { lines, reads: createReads({ index: memoryIndex([]), logger: recordingLogger(lines), budgetMs }) }
}

describe('reads of one request', () => {
  it('give what the index gives', async () => {
    const { reads } = readsWithin(1000)
    assert.equal(await reads.attempt(() => Promise.resolve(7)), 7)
    assert.equal(reads.trouble(), undefined)
  })

  it('end with the first failure, which is logged once', async () => {
    const { reads, lines } = readsWithin(1000)
    assert.equal(await reads.attempt(() => Promise.reject<number>(new Error('no'))), undefined)
    assert.equal(await reads.attempt(() => Promise.resolve(7)), undefined)
    assert.equal(reads.trouble(), 'index-unavailable')
    assert.deepEqual(
      lines.map(({ event, why }) => [event, why]),
      [['answer.index-failed', 'index-unavailable']],
    )
  })

  it('end when the budget is used up', async () => {
    const { reads } = readsWithin(20)
    const { promise, resolve } = Promise.withResolvers<number>()
    assert.equal(await reads.attempt(() => promise), undefined)
    assert.equal(reads.trouble(), 'index-slow')
    resolve(1)
  })

  it('can be ruled out', async () => {
    assert.equal(await noReads('index-slow').attempt(() => Promise.resolve(7)), undefined)
  })
})
