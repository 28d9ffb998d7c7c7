import { isUpnextError } from '#shared/errors.ts'
import type { EventPublisher } from '#shared/events/publisher.ts'
import { createClient, type PubsubOptions } from './client.ts'
import { openTopic } from './topic.ts'

export interface PubsubPublisherOptions extends PubsubOptions {
  readonly topic: string
  /** Milliseconds that a message may take, all attempts of the client together. */
  readonly deadlineMs?: number
}

/** Publishes to a topic, batched. The service gives messages their ids: those of OutgoingMessage are not sent. */
export function createPubsubPublisher({ topic: name, deadlineMs, ...options }: PubsubPublisherOptions): EventPublisher {
  const client = createClient(options)
  const topic = openTopic(client, name, deadlineMs)
  return {
    publish: ({ data, attributes }) => topic.publish({ data, attributes }),
    // What is left after the client's own retries meets every message: the service, not this one, is at fault.
    isFaultOfPlace: (error) => isUpnextError(error, 'configuration') || isUpnextError(error, 'unavailable'),
    close: async () => {
      await topic.flush()
      await client.close()
    },
  }
}
