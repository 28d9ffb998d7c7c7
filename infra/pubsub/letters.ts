import type { PubSub } from '@google-cloud/pubsub'
import { UpnextError } from '#shared/errors.ts'
import type { LetterBox, LetterStore } from '#shared/events/letters.ts'
import { createClient, type PubsubOptions } from './client.ts'
import { toMessage } from './letter-message.ts'
import { openQueue, type Queue } from './queue.ts'
import { openTopic, type OpenTopic, type TopicMessage } from './topic.ts'
import { visitQueue } from './visit.ts'

export interface PubsubLettersOptions extends PubsubOptions {
  readonly quarantineTopic: string
  readonly quarantineSubscription: string
  readonly deadLetterSubscription: string
  /** Milliseconds that an empty subscription is listened to, twice, before its box counts as empty. */
  readonly patienceMs?: number
}

/**
 * Quarantine as a topic with a pull subscription; dead letters as the platform keeps them. A message put twice is two letters, and how many wait only the
 * subscription's metrics tell. A letter that does not fit into a message, even packed, is refused as `invalid-event`: the message that it was made
 * of is then not acknowledged, and the platform's dead-letter topic keeps it whole.
 */
export function openPubsubLetters(options: PubsubLettersOptions): { readonly letters: LetterStore; close(): Promise<void> } {
  const client = createClient(options)
  const queues = new Map<LetterBox, Promise<Queue>>()
  const subscriptions = { quarantine: options.quarantineSubscription, 'dead-letter': options.deadLetterSubscription }
  const queueOf = (box: LetterBox): Promise<Queue> => {
    const queue = queues.get(box) ?? openQueue(client, subscriptions[box], options.patienceMs)
    queues.set(box, queue)
    return queue
  }
  const put = putter(client, options.quarantineTopic)
  const letters: LetterStore = {
    put: (box, letter) => (box === 'quarantine' ? put(toMessage(letter)) : Promise.reject(filledByPlatform())),
    visit: async (box, handle, visit) => visitQueue(await queueOf(box), handle, visit),
    count: () => Promise.resolve(undefined),
  }
  const close = async () => {
    await Promise.all(Array.from(queues.values(), async (queue) => (await queue).close()))
    await client.close()
  }
  return { letters, close }
}

/** The topic is opened with the first letter: most functions never have one. */
function putter(client: PubSub, name: string) {
  const opened: { topic?: OpenTopic } = {}
  return (message: TopicMessage) => (opened.topic ??= openTopic(client, name)).publish(message)
}

function filledByPlatform(): UpnextError {
  return new UpnextError('configuration', 'Pub/Sub itself fills the dead-letter box.', { fix: 'Publish the message again.' })
}
