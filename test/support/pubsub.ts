import { randomUUID } from 'node:crypto'
import { PubSub } from '@google-cloud/pubsub'
import { openPubsubLetters } from '#infra/pubsub/letters.ts'

/** Why tests on Pub/Sub are left out; false where an emulator is there. */
export const skipWithoutPubsub =
  process.env['PUBSUB_EMULATOR_HOST'] === undefined ? 'PUBSUB_EMULATOR_HOST names no Pub/Sub emulator (.ci/run starts one)' : false

/** A project of the test's own in the emulator, which keeps nothing beyond its process. */
export function pubsubProject() {
  const project = `test-${randomUUID().slice(0, 8)}`
  const client = new PubSub({ projectId: project })
  return {
    project,
    client,
    /** A topic and a pull subscription of the same name. */
    queue: async (name: string) => {
      const [topic] = await client.createTopic(name)
      await topic.createSubscription(name, { ackDeadlineSeconds: 10 })
      return topic
    },
    /** Takes topics and subscriptions away: the emulator would go on pushing to where nobody listens. */
    close: async () => {
      const [[subscriptions], [topics]] = await Promise.all([client.getSubscriptions(), client.getTopics()])
      await Promise.all(subscriptions.map((subscription) => subscription.delete()))
      await Promise.all(topics.map((topic) => topic.delete()))
      await client.close()
    },
  }
}

/** A letter store on topics and subscriptions of its own. */
export async function openTestLetters() {
  const world = pubsubProject()
  for (const name of ['quarantine', 'dead-letters']) await world.queue(name)
  const store = openPubsubLetters({
    project: world.project,
    quarantineTopic: 'quarantine',
    quarantineSubscription: 'quarantine',
    deadLetterSubscription: 'dead-letters',
    patienceMs: 400,
  })
  return {
    ...world,
    letters: store.letters,
    close: async () => {
      await store.close()
      await world.close()
    },
  }
}
