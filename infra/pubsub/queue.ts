import type { protos, PubSub } from '@google-cloud/pubsub'
import { createSubscriber, subscriptionPath } from './client.ts'
import { faultOf, isDeadline } from './faults.ts'
import type { Received } from './letter-message.ts'

/** Milliseconds that an empty subscription is listened to. */
const PATIENCE_MS = 3_000
/** Of a call that is answered at once. */
const CALL_MS = 20_000
/** Seconds that a pulled message is ours: the longest that Pub/Sub grants. */
const LEASE_SECONDS = 600

export interface Pulled extends Received {
  readonly ackId: string
}

/** A pull subscription, asked when there is time for it. All methods throw UpnextError as `faultOf`. */
export interface Queue {
  /** Some of the messages that wait, leased; none where nothing came in a few seconds. */
  pull(limit: number): Promise<readonly Pulled[]>
  acknowledge(ackIds: readonly string[]): Promise<void>
  /** Gives messages back: they can be pulled again at once. */
  release(ackIds: readonly string[]): Promise<void>
  close(): Promise<void>
}

export async function openQueue(client: PubSub, name: string, patienceMs = PATIENCE_MS): Promise<Queue> {
  const subscription = await subscriptionPath(client, name)
  const subscriber = createSubscriber(client)
  const what = `The subscription ${subscription}`
  const attempt = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call
    } catch (error) {
      throw faultOf(error, what)
    }
  }
  const lease = async (ackIds: readonly string[], ackDeadlineSeconds: number): Promise<void> => {
    if (ackIds.length === 0) return
    await attempt(subscriber.modifyAckDeadline({ subscription, ackIds: [...ackIds], ackDeadlineSeconds }, { timeout: CALL_MS }))
  }
  return {
    pull: async (limit) => {
      // Without retries: a pull that was repeated behind our back would leave messages leased to nobody.
      const [{ receivedMessages }] = await subscriber
        .pull({ subscription, maxMessages: limit }, { timeout: patienceMs, retry: null })
        .catch((error: unknown) => (isDeadline(error) ? ([{ receivedMessages: [] }] as const) : Promise.reject(faultOf(error, what))))
      const pulled = (receivedMessages ?? []).map(pulledOf)
      await lease(ackIdsOf(pulled), LEASE_SECONDS)
      return pulled
    },
    acknowledge: async (ackIds) => {
      await attempt(subscriber.acknowledge({ subscription, ackIds: [...ackIds] }, { timeout: CALL_MS }))
    },
    release: (ackIds) => lease(ackIds, 0),
    close: () => subscriber.close(),
  }
}

function pulledOf({ ackId, message }: protos.google.pubsub.v1.IReceivedMessage): Pulled {
  const { data, attributes, messageId, publishTime } = message ?? {}
  return {
    ackId: ackId ?? '',
    messageId: messageId ?? '',
    publishedAt: Number(publishTime?.seconds ?? 0) * 1000 + Math.floor((publishTime?.nanos ?? 0) / 1e6),
    attributes: attributes ?? {},
    data: typeof data === 'string' ? Buffer.from(data, 'base64') : (data ?? Buffer.alloc(0)),
  }
}

function ackIdsOf(pulled: readonly Pulled[]): string[] {
  return pulled.map(({ ackId }) => ackId)
}
