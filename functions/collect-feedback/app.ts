import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { UpnextError } from '#shared/errors.ts'
import { createBuckets } from '#shared/feedback/collect/token-buckets.ts'
import { createCollector, type CollectorDeps } from '#shared/feedback/collect/collector.ts'
import { MAX_EVENTS } from '#shared/feedback/event.ts'
import { addressOf } from '../http/address.ts'
import { allowOnly, createApi } from '../http/api.ts'
import { countryOf } from '../http/audience.ts'
import { asksForPrivacy } from '../http/privacy.ts'
import { problem } from '../http/problem.ts'
import { forEvents } from './routes.ts'

export interface CollectFeedbackDeps extends CollectorDeps {
  readonly corsOrigins: readonly string[]
  /** Header in which the load balancer writes the viewer's country; empty where there is none. */
  readonly regionHeader: string
  /** Events a second of one address; 0 counts none. */
  readonly feedbackRate: number
}

/** 500 impressions of a dozen items each; a beacon has 64 KiB at most. */
const MAX_BODY = 1024 * 1024
/** Seconds of events that an address may send at once, after a rest. */
const BURST_SECONDS = 20

/**
 * The HTTP side of the feedback. Beacons come as text/plain, since another type would have browsers ask first.
 * @throws UpnextError `configuration` without keys.
 */
export function createCollectFeedbackApp(deps: CollectFeedbackDeps): OpenAPIHono {
  const { regionHeader, feedbackRate, clock } = deps
  const collector = createCollector(deps)
  const mayCome = createBuckets({ perSecond: feedbackRate, capacity: Math.max(MAX_EVENTS, feedbackRate * BURST_SECONDS), clock })
  const api = createApi({ ...deps, title: 'Upnext: collect-feedback', ready: () => Promise.resolve(), body: { max: MAX_BODY, text: true } })

  api.openAPIRegistry.registerPath(forEvents)
  api.post(forEvents.path, async (c) => {
    const events = await readEvents(c)
    if (asksForPrivacy(c)) return c.json({ accepted: 0, refused: [], ignored: events.length }, 202, NEVER_KEPT)
    if (feedbackRate > 0 && !mayCome(addressOf(c, regionHeader !== ''), events.length)) return tooMuch(c)
    const region = countryOf(c, regionHeader)
    return c.json({ ...(await collector.collect(events, { ...(region !== undefined && { region }) })), ignored: 0 }, 202, NEVER_KEPT)
  })
  allowOnly(api, forEvents.path, ['POST'])
  return api
}

const NEVER_KEPT = { 'Cache-Control': 'no-store' }

/** @throws UpnextError `invalid-request`. */
async function readEvents(c: Context): Promise<readonly unknown[]> {
  const body = await c.req.json<unknown>().catch(() => undefined)
  const events: readonly unknown[] = Array.isArray(body) ? body : [body]
  const isGood = events.length > 0 && events.length <= MAX_EVENTS && body !== undefined
  if (isGood) return events
  throw new UpnextError('invalid-request', `body takes an event as JSON, or a list of 1 to ${MAX_EVENTS}`, { field: 'body' })
}

function tooMuch(c: Context) {
  return problem(c, 429, 'This address sends more events than are taken.', { headers: { 'Retry-After': String(BURST_SECONDS) } })
}
