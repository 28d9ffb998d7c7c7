import { createHash } from 'node:crypto'
import { isUpnextError, messageOf, UpnextError } from '#shared/errors.ts'
import type { LetterStore } from '#shared/events/letters.ts'
import type { Ingest } from '#shared/ingest/ingest.ts'
import type { Logger } from '#shared/logger.ts'
import { parseEvent } from '#shared/video/event.ts'
import { readJson, readMessage, unreadableMessage } from './message.ts'
import type { Message } from './message.ts'

export interface EmbedVideoContext {
  readonly ingest: Ingest
  readonly letters: Pick<LetterStore, 'put'>
  readonly logger: Logger
  /** Epoch milliseconds. */
  readonly clock: () => number
}

/**
 * The function behind the video topic. Resolving acknowledges the message: its event is everywhere it must be, or it can never
 * succeed and waits in quarantine. Rejecting lets the platform deliver it again; the error carries no content, since the framework may echo it.
 */
export function createEmbedVideo(context: EmbedVideoContext): (cloudEvent: unknown) => Promise<void> {
  return async (cloudEvent) => {
    const known: { message?: Message } = {}
    try {
      const message = (known.message = readMessage(cloudEvent))
      await ingest(message, context)
    } catch (error) {
      if (!isUpnextError(error, 'invalid-event')) throw passing(error, known.message, context)
      await quarantine(known.message ?? unreadableMessage(cloudEvent), error, context)
    }
  }
}

/** The lag, from publishing to being recommendable or gone, is what freshness is measured by. */
async function ingest({ data, publishedAt }: Message, { ingest, logger, clock }: EmbedVideoContext): Promise<void> {
  const event = parseEvent(readJson(data))
  const eventTime = publishedAt ?? clock()
  await ingest(event, eventTime)
  logger.debug('event-ingested', { type: event.type, lagMs: clock() - eventTime })
}

async function quarantine(message: Message, error: UpnextError, { letters, logger, clock }: EmbedVideoContext): Promise<void> {
  const { attributes } = message
  const data = Buffer.from(message.data).toString('base64')
  const messageId = message.messageId || createHash('sha256').update(message.data).digest('hex')
  await letters.put('quarantine', { messageId, receivedAt: clock(), reason: error.message, attributes, data })
  logger.warn('event-quarantined', { messageId, reason: error.message, fix: error.fix })
}

function passing(error: unknown, message: Message | undefined, { logger }: EmbedVideoContext): UpnextError {
  logger.error('event-failed', { messageId: message?.messageId, error })
  if (isUpnextError(error)) return error
  return new UpnextError('unavailable', 'The event could not be written now.', { cause: messageOf(error) })
}
