import { openLetters, openPublisher, type OpenLetters } from '#infra/adapters.ts'
import type { CliContext } from '../context.ts'
import type { DeliverContext } from './deliver.ts'

/**
 * Opens what delivering needs for the time of some work: the publisher at once, the dead-letter box when there is a first letter.
 * @throws UpnextError `unavailable` when nobody listens at the address, and what the work throws.
 */
export async function withDelivery<T>(
  attempts: number,
  { config: read, clock, signal }: CliContext,
  work: (delivery: DeliverContext) => Promise<T>,
): Promise<T> {
  const config = read()
  const publisher = await openPublisher(config, { attempts, signal, clock })
  const opened: { box?: Promise<OpenLetters> } = {}
  const letters = async () => (await (opened.box ??= openLetters(config))).letters
  try {
    return await work({ publisher, letters, clock, signal })
  } finally {
    await publisher.close()
    // Where it could not be opened, the report has said so message by message.
    const box = await opened.box?.catch(() => undefined)
    await box?.close()
  }
}
