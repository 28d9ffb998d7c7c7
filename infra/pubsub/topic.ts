import type { PubSub, PublishOptions } from '@google-cloud/pubsub'
import { UpnextError } from '#shared/errors.ts'
import { faultOf } from './faults.ts'
import { fits, LIMITS, type Attributes } from './limits.ts'

export interface TopicMessage {
  readonly data: Uint8Array
  readonly attributes: Attributes
}

export interface OpenTopic {
  /**
   * Resolves when the service has the message. Waits while too many are under way.
   * @throws UpnextError `invalid-event` for what Pub/Sub would refuse: in a batch, it would have the others refused too. Else as `faultOf`.
   */
  publish(message: TopicMessage): Promise<void>
  /** Sends what is not yet sent. */
  flush(): Promise<void>
}

/** Milliseconds that a message may take, all attempts of the client together. */
const DEADLINE_MS = 60_000

export function openTopic(client: PubSub, name: string, deadlineMs = DEADLINE_MS): OpenTopic {
  const topic = client.topic(name, settings(deadlineMs))
  // @NOTE The client's flow control lets nobody go on while several wait, so they wait in line here, one at a time there.
  const line = { last: Promise.resolve() }
  return {
    publish: async (message) => {
      if (!fits(message.data, message.attributes)) throw beyondLimits()
      const flow = topic.flowControlled()
      line.last = line.last.then(async () => {
        await flow.publish({ data: Buffer.from(message.data), attributes: { ...message.attributes } })
      })
      try {
        await line.last
        await flow.all()
      } catch (error) {
        throw faultOf(error, `The topic ${topic.name}`)
      }
    },
    flush: () => topic.flush(),
  }
}

/** Ordering is off: events carry their order themselves, and a key would hold back what is behind a failing message. */
function settings(deadlineMs: number): PublishOptions {
  const backoffSettings = {
    initialRetryDelayMillis: 100,
    retryDelayMultiplier: 2,
    maxRetryDelayMillis: 10_000,
    initialRpcTimeoutMillis: Math.min(10_000, deadlineMs),
    rpcTimeoutMultiplier: 1.5,
    maxRpcTimeoutMillis: Math.min(30_000, deadlineMs),
    totalTimeoutMillis: deadlineMs,
  }
  return {
    messageOrdering: false,
    batching: { maxMessages: 100, maxBytes: 1024 * 1024, maxMilliseconds: 10 },
    flowControlOptions: { maxOutstandingMessages: 1000, maxOutstandingBytes: 64 * 1024 * 1024 },
    gaxOpts: { timeout: deadlineMs, retry: { backoffSettings } },
  }
}

function beyondLimits(): UpnextError {
  const { messageBytes, attributes, keyBytes, valueBytes } = LIMITS
  return new UpnextError(
    'invalid-event',
    `The message is beyond what Pub/Sub takes: ${messageBytes} bytes, ${attributes} attributes of ${keyBytes} and ${valueBytes} bytes.`,
    { fix: 'Give long transcripts by address.' },
  )
}
