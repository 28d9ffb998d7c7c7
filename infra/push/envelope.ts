import type { OutgoingMessage } from '#shared/events/publisher.ts'

/** The subscription that a local push claims to come from. */
const SUBSCRIPTION = 'projects/local/subscriptions/embed-video'

/** The JSON body of a Pub/Sub push, as the function gets it from the real service. */
export function pushEnvelope(message: OutgoingMessage & { readonly messageId: string }, publishedAt: number): string {
  return JSON.stringify({
    message: {
      data: Buffer.from(message.data).toString('base64'),
      attributes: message.attributes,
      messageId: message.messageId,
      publishTime: new Date(publishedAt).toISOString(),
    },
    subscription: SUBSCRIPTION,
  })
}
