import { createClient, type PubsubOptions } from './client.ts'
import { faultOf } from './faults.ts'

export interface PlaceNames extends PubsubOptions {
  readonly topics: readonly string[]
  readonly subscriptions: readonly string[]
}

const TIMEOUT_MS = 10_000

/** Those of the topics and subscriptions that are not there. @throws UpnextError as `faultOf` where they cannot be asked. */
export async function missingPlaces({ topics, subscriptions, ...options }: PlaceNames): Promise<string[]> {
  const client = createClient(options)
  const places = [
    ...topics.map((name) => ({ what: `topic ${name}`, place: client.topic(name) })),
    ...subscriptions.map((name) => ({ what: `subscription ${name}`, place: client.subscription(name) })),
  ]
  try {
    const there = await Promise.all(places.map(async ({ what, place }) => isThere(() => place.getMetadata({ timeout: TIMEOUT_MS }), what)))
    return places.filter((_, at) => there[at] === false).map(({ what }) => what)
  } finally {
    await client.close()
  }
}

const NOT_FOUND = 5

async function isThere(look: () => Promise<unknown>, what: string): Promise<boolean> {
  try {
    await look()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NOT_FOUND) return false
    throw faultOf(error, `The ${what}`)
  }
}
