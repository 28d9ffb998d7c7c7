import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { createPubsubPublisher } from '#infra/pubsub/publisher.ts'
import { isUpnextError } from '#shared/errors.ts'
import { pubsubProject, skipWithoutPubsub } from '#test/support/pubsub.ts'

const message = { data: Buffer.from('{"type":"video.deleted"}'), attributes: { type: 'video.deleted' } }

describe('publishing to Pub/Sub', { skip: skipWithoutPubsub }, () => {
  const world = pubsubProject()
  after(() => world.close())

  /** What a publisher's messages are when they arrive. */
  const arrivals = async (name: string, count: number, publish: () => Promise<unknown>) => {
    const topic = await world.queue(name)
    const subscription = topic.subscription(name)
    const received: { readonly data: string; readonly attributes: Record<string, string> }[] = []
    const all = new Promise<void>((resolve, reject) => {
      subscription.on('error', reject)
      subscription.on('message', (one) => {
        received.push({ data: one.data.toString(), attributes: one.attributes })
        one.ack()
        if (received.length === count) resolve()
      })
    })
    await publish()
    await all
    await subscription.close()
    return received
  }

  it('sends data and attributes as they are', async () => {
    const publisher = createPubsubPublisher({ project: world.project, topic: 'one' })
    const received = await arrivals('one', 1, () => publisher.publish(message))
    await publisher.close()
    assert.deepEqual(received, [{ data: '{"type":"video.deleted"}', attributes: { type: 'video.deleted' } }])
  })

  it('takes more at once than may be under way, and loses none', async () => {
    const publisher = createPubsubPublisher({ project: world.project, topic: 'many' })
    const numbers = Array.from({ length: 2500 }, (_, n) => String(n))
    const received = await arrivals('many', numbers.length, () =>
      Promise.all(numbers.map((number) => publisher.publish({ ...message, data: Buffer.from(number) }))),
    )
    await publisher.close()
    assert.deepEqual(received.map(({ data }) => data).sort(), numbers.toSorted())
  })

  it('refuses alone what Pub/Sub would refuse, and sends what is published beside it', async () => {
    const publisher = createPubsubPublisher({ project: world.project, topic: 'beside' })
    const bad = [
      { data: Buffer.alloc(10_000_000), attributes: {} },
      { data: Buffer.from('a'), attributes: { key: 'v'.repeat(1025) } },
      { data: Buffer.from('a'), attributes: { googclient_key: 'v' } },
    ]
    const received = await arrivals('beside', 1, async () => {
      const [good, ...refused] = await Promise.allSettled([message, ...bad].map((one) => publisher.publish(one)))
      assert.equal(good?.status, 'fulfilled')
      for (const one of refused) assert.ok(one.status === 'rejected' && isUpnextError(one.reason, 'invalid-event'))
    })
    await publisher.close()
    assert.equal(received.length, 1)
  })

  it('blames the place for a topic that is not there, and says what to do', async () => {
    const publisher = createPubsubPublisher({ project: world.project, topic: 'missing' })
    await assert.rejects(
      publisher.publish(message),
      (error) => isUpnextError(error, 'configuration') && error.fix?.includes('UPNEXT_') === true && publisher.isFaultOfPlace(error),
    )
    await publisher.close()
  })
})

describe('publishing while Pub/Sub does not answer', () => {
  it('gives up at its deadline: it may pass', async (t) => {
    const host = process.env['PUBSUB_EMULATOR_HOST']
    process.env['PUBSUB_EMULATOR_HOST'] = '127.0.0.1:9'
    t.after(() => {
      if (host === undefined) delete process.env['PUBSUB_EMULATOR_HOST']
      else process.env['PUBSUB_EMULATOR_HOST'] = host
    })
    const publisher = createPubsubPublisher({ project: 'test', topic: 'unreachable', deadlineMs: 400 })
    const startedAt = performance.now()
    await assert.rejects(
      publisher.publish(message),
      (error) => isUpnextError(error, 'unavailable') && error.retryable && publisher.isFaultOfPlace(error),
    )
    assert.ok(performance.now() - startedAt < 5_000)
    await publisher.close()
  })
})
