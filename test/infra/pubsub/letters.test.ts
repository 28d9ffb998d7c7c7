import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { aLetter, letterStoreContract } from '#test/contracts/letter-store.ts'
import { waitingLetters } from '#test/support/letters.ts'
import { openTestLetters, skipWithoutPubsub } from '#test/support/pubsub.ts'

describe('letters in Pub/Sub', { skip: skipWithoutPubsub }, () => {
  letterStoreContract('Pub/Sub', openTestLetters, { counts: false })

  const world: { opened?: Awaited<ReturnType<typeof openTestLetters>> } = {}
  const opened = () => world.opened ?? assert.fail('not open')
  before(async () => void (world.opened = await openTestLetters()))
  after(() => world.opened?.close())
  const only = async () => {
    const [letter, ...others] = await waitingLetters(opened().letters, 'quarantine')
    assert.deepEqual(others, [])
    await opened().letters.visit('quarantine', () => Promise.resolve('remove'), { before: Number.MAX_SAFE_INTEGER })
    return letter ?? assert.fail('no letter')
  }

  it('keeps a message of 10 MB whole, though the reason no longer fits beside it', async () => {
    const letter = aLetter({ data: Buffer.from(`{"title":"${'long '.repeat(1_999_990)}"}`).toString('base64') })
    await opened().letters.put('quarantine', letter)
    const { data, attributes, reason, messageId } = await only()
    assert.ok(data === letter.data)
    assert.deepEqual(
      { attributes, reason, messageId },
      { attributes: letter.attributes, reason: letter.reason, messageId: letter.messageId },
    )
  })

  it('keeps what Pub/Sub would not take as attributes beside our own', async () => {
    for (const attributes of [
      Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`key ${n}`, 'value'])),
      { 'upnext-reason': 'of somebody else' },
      { ['k'.repeat(256)]: 'v'.repeat(1024) },
    ]) {
      await opened().letters.put('quarantine', aLetter({ attributes }))
      assert.deepEqual((await only()).attributes, attributes)
    }
  })

  it('shortens a reason that is too long, between characters', async () => {
    await opened().letters.put('quarantine', aLetter({ reason: `x${'é'.repeat(1000)}` }))
    assert.equal((await only()).reason, `x${'é'.repeat(511)}`)
  })

  it('refuses what fits in no form, so that the message itself is not acknowledged', async () => {
    const letter = aLetter({ data: randomBytes(9_999_999).toString('base64') })
    await assert.rejects(opened().letters.put('quarantine', letter), (error) => isUpnextError(error, 'invalid-event'))
  })

  it('reads dead letters as the platform leaves them, and drops what a publisher may not send', async () => {
    await opened()
      .client.topic('dead-letters')
      .publishMessage({
        data: Buffer.from('{"type":"video.deleted"}'),
        attributes: {
          type: 'video.deleted',
          CloudPubSubDeadLetterSourceDeliveryCount: '5',
          CloudPubSubDeadLetterSourceSubscription: 'embed-video',
          CloudPubSubDeadLetterSourceTopicPublishTime: '2026-01-01T00:00:00.000+00:00',
        },
      })
    const [letter] = await waitingLetters(opened().letters, 'dead-letter')
    assert.deepEqual(letter?.attributes, { type: 'video.deleted' })
    assert.match(letter.reason, /5 attempts by the subscription embed-video/)
  })

  it('leaves the filling of dead letters to the platform', async () => {
    await assert.rejects(opened().letters.put('dead-letter', aLetter()), (error) => isUpnextError(error, 'configuration'))
  })
})
