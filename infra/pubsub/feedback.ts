import { messageOf } from '#shared/feedback/message.ts'
import type { FeedbackPublisher } from '#shared/feedback/publisher.ts'
import { createClient, type PubsubOptions } from './client.ts'
import { openTopic } from './topic.ts'

export interface FeedbackTopicOptions extends PubsubOptions {
  readonly feedbackTopic: string
}

/** Milliseconds that a row may take: the page's beacon waits for it. */
const DEADLINE_MS = 8_000

/** A message a row, to the topic whose subscription writes them to BigQuery. */
export function openFeedbackTopic({ feedbackTopic, ...options }: FeedbackTopicOptions): FeedbackPublisher {
  const client = createClient(options)
  const topic = openTopic(client, feedbackTopic, DEADLINE_MS)
  return {
    publish: async (rows) => {
      const messages = rows.map((row) => ({ data: Buffer.from(JSON.stringify(messageOf(row))), attributes: { type: row.type } }))
      await Promise.all(messages.map((message) => topic.publish(message)))
    },
    // The table's partitions expire by themselves.
    expire: () => Promise.resolve(),
    close: async () => {
      await topic.flush()
      await client.close()
    },
  }
}
