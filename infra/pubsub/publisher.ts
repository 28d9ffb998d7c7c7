import type { PubSub, Topic } from '@google-cloud/pubsub'
import { isUpnextError, UpnextError } from '#shared/errors.ts'
import type { EventPublisher, OutgoingMessage } from '#shared/events/publisher.ts'
import { createClient, type PubsubOptions } from './client.ts'
import { faultOf } from './faults.ts'
import { fits, LIMITS } from './limits.ts'

export interface PubsubPublisherOptions extends PubsubOptions {
  readonly topic: string
  /** Milliseconds that a message may take, all attempts of the client together. */
  readonly deadlineMs?: number
}

const DEADLINE_MS = 60_000

/** Publishes to a topic, batched. The service gives messages their ids: those of OutgoingMessage are not sent. */
export function createPubsubPublisher({ topic: name, deadlineMs = DEADLINE_MS, ...options }: PubsubPublisherOptions): EventPublisher {
  const client = createClient(options)
  const topic = openTopic(client, name, deadlineMs)
  return {
    publish: (message) => publish(topic, message),
    // What is left after the client's own retries meets every message: the service, not this one, is at fault.
    isFaultOfPlace: (error) => isUpnextError(error, 'configuration') || isUpnextError(error, 'unavailable'),
    close: async () => {
      await topic.flush()
      await client.close()
    },
  }
}

/** A topic with our settings. Ordering is off: events carry their order themselves, and a key would hold back what is behind a failing message. */
export function openTopic(client: PubSub, name: string, deadlineMs = DEADLINE_MS): Topic {
  return client.topic(name, {
    messageOrdering: false,
    batching: { maxMessages: 100, maxBytes: 1024 * 1024, maxMilliseconds: 10 },
    flowControlOptions: { maxOutstandingMessages: 1000, maxOutstandingBytes: 64 * 1024 * 1024 },
    gaxOpts: {
      timeout: deadlineMs,
      retry: {
        backoffSettings: {
          initialRetryDelayMillis: 100,
          retryDelayMultiplier: 2,
          maxRetryDelayMillis: 10_000,
          initialRpcTimeoutMillis: Math.min(10_000, deadlineMs),
          rpcTimeoutMultiplier: 1.5,
          maxRpcTimeoutMillis: Math.min(30_000, deadlineMs),
          totalTimeoutMillis: deadlineMs,
        },
      },
    },
  })
}

/**
 * Sends one message, waiting while too many are under way.
 * @throws UpnextError `invalid-event` for what Pub/Sub would refuse: in a batch, it would have the others refused too. Else as `faultOf`.
 */
export async function publish(topic: Topic, { data, attributes }: Pick<OutgoingMessage, 'data' | 'attributes'>): Promise<void> {
  if (!fits(data, attributes)) throw tooLarge()
  const flow = topic.flowControlled()
  try {
    await flow.publish({ data: Buffer.from(data), attributes: { ...attributes } })
    await flow.all()
  } catch (error) {
    throw faultOf(error, `The topic ${topic.name}`)
  }
}

function tooLarge(): UpnextError {
  const { messageBytes, attributes, keyBytes, valueBytes } = LIMITS
  return new UpnextError(
    'invalid-event',
    `The message is beyond what Pub/Sub takes: ${messageBytes} bytes, ${attributes} attributes of ${keyBytes} and ${valueBytes} bytes.`,
    { fix: 'Give long transcripts by address.' },
  )
}
