import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { UpnextError } from '#shared/errors.ts'
import type { LetterBox, LetterStore } from '#shared/events/letters.ts'
import type { OutgoingMessage } from '#shared/events/publisher.ts'
import type { OperationDeps } from '#shared/operations/operation.ts'
import { nextMessageId } from '#shared/operations/replay/message-id.ts'
import { REPLAY } from '#shared/operations/replay/replay.ts'
import { waitingLetters } from '#test/support/letters.ts'
import { operationDeps } from '#test/support/operations.ts'
import { openTemporary, type TemporaryStores } from '#test/support/sqlite.ts'

describe('replay', () => {
  const world: { stores?: TemporaryStores } = {}
  const lettersOf = () => world.stores?.letters ?? assert.fail('no stores')
  beforeEach(async () => {
    world.stores = await openTemporary()
  })
  afterEach(() => world.stores?.close())

  const letter = (messageId: string) => ({
    messageId,
    receivedAt: 1,
    reason: 'no title',
    attributes: { type: 'video.upserted' },
    data: Buffer.from(`data of ${messageId.split('~')[0]}`).toString('base64'),
  })
  const fill = async (box: LetterBox, count: number) => {
    for (const n of Array.from({ length: count }).keys()) await lettersOf().put(box, letter(`m${n}`))
  }
  const replay = async (from: LetterBox, publish: (message: OutgoingMessage) => Promise<void>, letters: LetterStore = lettersOf()) => {
    const { cursor, report } = await REPLAY.step({ from, limit: 1e9 }, null, depsOf(publish, letters), new AbortController().signal)
    assert.equal(cursor, null)
    return report
  }
  const depsOf = (publish: (message: OutgoingMessage) => Promise<void>, letters: LetterStore): OperationDeps => {
    const stores = world.stores ?? assert.fail('no stores')
    const publisher = { publish, isFaultOfPlace: () => false, close: () => Promise.resolve() }
    return operationDeps(stores, { letters, publisher: () => Promise.resolve(publisher) })
  }
  /** A function that puts everything into quarantine, as one does that still cannot read it. */
  const refuse = async ({ messageId = '', data }: OutgoingMessage) =>
    lettersOf().put('quarantine', { ...letter(messageId), receivedAt: Date.now() + 1, data: Buffer.from(data).toString('base64') })
  const dataOf = async (box: LetterBox) =>
    (await waitingLetters(lettersOf(), box)).map(({ data }) => Buffer.from(data, 'base64').toString()).sort()

  it('publishes each letter as it came and empties the box', async () => {
    await fill('dead-letter', 40)
    const seen: OutgoingMessage[] = []
    const report = await replay('dead-letter', (message) => Promise.resolve(void seen.push(message)))
    assert.deepEqual(report, { replayed: 40, failed: 0, quarantinedAgain: 0, waiting: 0 })
    assert.equal(new Set(seen.map(({ data }) => Buffer.from(data).toString())).size, 40)
    assert.deepEqual(seen[0]?.attributes, { type: 'video.upserted' })
  })

  it('keeps what is not taken', async () => {
    await fill('dead-letter', 3)
    const report = await replay('dead-letter', ({ messageId }) =>
      messageId === 'm1~1' ? Promise.reject(new UpnextError('unavailable', 'busy')) : Promise.resolve(),
    )
    assert.deepEqual(report, { replayed: 2, failed: 1, quarantinedAgain: 0, waiting: 1 })
    assert.deepEqual(await dataOf('dead-letter'), ['data of m1'])
  })

  it('neither loses nor doubles what lands in quarantine again, however often', async () => {
    await fill('quarantine', 20)
    const before = await dataOf('quarantine')
    for (const round of ['first', 'second', 'third']) {
      assert.deepEqual(await replay('quarantine', refuse), { replayed: 20, failed: 0, quarantinedAgain: 20, waiting: 20 }, round)
      assert.deepEqual(await dataOf('quarantine'), before)
    }
  })

  it('neither loses nor doubles when it dies between acknowledgement and removal', async () => {
    await fill('quarantine', 1)
    const dying: LetterStore = {
      ...lettersOf(),
      visit: (box, handle, visit) =>
        lettersOf().visit(box, async (one) => (await handle(one), Promise.reject(new UpnextError('unavailable', 'killed'))), visit),
    }
    await assert.rejects(replay('quarantine', refuse, dying), /killed/)
    assert.deepEqual(await dataOf('quarantine'), ['data of m0', 'data of m0'])
    // The original is replayed under the id of the copy, which is known and kept once; the copy goes on as a new one.
    await replay('quarantine', refuse)
    assert.deepEqual(await dataOf('quarantine'), ['data of m0'])
  })
})

describe('nextMessageId', () => {
  it('counts the replays of a message', () => {
    assert.equal(nextMessageId('m'), 'm~1')
    assert.equal(nextMessageId('m~1'), 'm~2')
    assert.equal(nextMessageId('a~b~9'), 'a~b~10')
  })
})
