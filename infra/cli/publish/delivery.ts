import { openLetters, type OpenLetters } from '#infra/adapters.ts'
import { createHttpPublisher } from '#infra/push/http-publisher.ts'
import { assertListening } from '#infra/push/probe.ts'
import { eventsUrl } from '#shared/config.ts'
import type { CliContext } from '../context.ts'
import type { DeliverContext } from './deliver.ts'

/**
 * Opens what delivering needs for the time of some work: the publisher at once, the dead-letter box when there is a first letter.
 * @throws UpnextError `unavailable` when nobody listens at the address, and what the work throws.
 */
export async function withDelivery<T>(
  attempts: number,
  { config, clock, signal }: CliContext,
  work: (delivery: DeliverContext) => Promise<T>,
): Promise<T> {
  const settings = config()
  const url = eventsUrl(settings)
  await assertListening(url)
  const publisher = createHttpPublisher({ url, attempts, signal, clock })
  const opened: { letters?: Promise<OpenLetters> } = {}
  const letters = async () => (await (opened.letters ??= openLetters(settings))).letters
  try {
    return await work({ publisher, letters, clock, signal })
  } finally {
    await publisher.close()
    // Where it could not be opened, the report has said so message by message.
    const store = await opened.letters?.catch(() => undefined)
    await store?.close()
  }
}
