import type { PushConfig } from '@google-cloud/pubsub'
import { pubsubProject } from '#test/support/pubsub.ts'

const TAKE_DOWNS = 'attributes.type = "video.deleted" OR attributes.type = "channel.updated" OR attributes.takedown = "true"'

/** What the filter lets through. @NOTE The emulator keeps a subscription's filter and does not apply it: the balancer has to. */
export function isTakeDown({ type, takedown }: Readonly<Record<string, string>>): boolean {
  return type === 'video.deleted' || type === 'channel.updated' || takedown === 'true'
}

/** Topics and subscriptions as they are in production, in a project of the test's own. */
export async function createTopics() {
  const world = pubsubProject()
  const { project, client } = world
  const [topic] = await client.createTopic('upnext-videos')
  await world.queue('upnext-quarantine')
  await world.queue('upnext-dead-letters')
  const push = async (name: string, url: string, options: { readonly filter?: string } = {}) => {
    const pushConfig: PushConfig = { pushEndpoint: `${url}/projects/${project}/topics/upnext-videos` }
    await topic.createSubscription(name, {
      ...options,
      pushConfig,
      ackDeadlineSeconds: 60,
      // @NOTE No retry policy: under one, the emulator delivers some messages twice or thrice and then never again.
      deadLetterPolicy: { deadLetterTopic: `projects/${project}/topics/upnext-dead-letters`, maxDeliveryAttempts: 5 },
    })
  }
  return {
    project,
    env: {
      UPNEXT_EVENTS: 'pubsub',
      UPNEXT_PROJECT: project,
      UPNEXT_QUARANTINE_SUBSCRIPTION: 'upnext-quarantine',
      UPNEXT_DEAD_LETTER_SUBSCRIPTION: 'upnext-dead-letters',
    },
    /** Every event to the function, and the take-downs once more to instances of their own, so that no import can delay them. */
    subscribe: async (urls: { readonly all: string; readonly takeDowns: string }) => {
      await push('embed-video', urls.all)
      await push('take-downs', urls.takeDowns, { filter: TAKE_DOWNS })
    },
    close: () => world.close(),
  }
}
