import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openFeedbackTopic } from '#infra/pubsub/feedback.ts'
import { isUpnextError } from '#shared/errors.ts'
import { insertMessages, openTemporaryDataset, skipWithoutBigQuery } from '#test/support/bigquery.ts'
import { aClick, anImpression, shown } from '#test/support/feedback.ts'
import { pubsubProject, skipWithoutPubsub } from '#test/support/pubsub.ts'

const ROWS = [
  anImpression('impression', [shown('bread', 1), shown('𝄞 "x"\n', 2)], { viewer: 'hash', region: 'FR', placement: 'site' }),
  aClick('a-click', 'impression', 'bread', { viewer: 'hash' }),
]

describe('feedback through Pub/Sub', { skip: skipWithoutPubsub || skipWithoutBigQuery }, () => {
  const world = pubsubProject()
  after(() => world.close())

  it('is written to BigQuery as it is, and counts once', async () => {
    const dataset = await openTemporaryDataset()
    const topic = await world.queue('feedback')
    const publisher = openFeedbackTopic({ project: world.project, feedbackTopic: 'feedback' })
    // A page that did not hear of the first time sends again.
    for (const rows of [ROWS, ROWS]) await publisher.publish(rows)
    await publisher.close()
    await insertMessages(dataset.place, await received(topic.subscription('feedback'), 2 * ROWS.length))
    const counts = await dataset.feedback.report('click_through', { from: '2026-11-02', to: '2026-11-02' })
    const [all] = counts.filter(({ dimension }) => dimension === 'all')
    assert.deepEqual([all?.shown, all?.clicked], [2, 1])
    assert.equal(await dataset.feedback.countOfViewers(['hash']), 4)
    await dataset.close()
  })

  it('fails where the topic is not there', async () => {
    const publisher = openFeedbackTopic({ project: world.project, feedbackTopic: 'missing' })
    await assert.rejects(publisher.publish(ROWS), (error) => isUpnextError(error, 'configuration'))
    await publisher.close()
  })
})

type Subscription = ReturnType<Awaited<ReturnType<ReturnType<typeof pubsubProject>['queue']>>['subscription']>

/** The messages that wait, as JSON. */
async function received(subscription: Subscription, count: number): Promise<Readonly<Record<string, unknown>>[]> {
  const messages: Readonly<Record<string, unknown>>[] = []
  await new Promise<void>((resolve, reject) => {
    subscription.on('error', reject).on('message', (message) => {
      messages.push(JSON.parse(message.data.toString()) as Readonly<Record<string, unknown>>)
      message.ack()
      if (messages.length === count) resolve()
    })
  })
  await subscription.close()
  return messages
}
