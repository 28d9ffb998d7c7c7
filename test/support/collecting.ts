import { createCollectFeedbackApp, type CollectFeedbackDeps } from '#functions/collect-feedback/app.ts'
import type { FeedbackRow } from '#shared/feedback/row.ts'
import { createLogger } from '#shared/logger.ts'
import { createSigner } from '#shared/recommendation/signed/signer.ts'
import type { Watched } from '#shared/viewers/viewer-store.ts'

export const SIGNING_KEY = 'a key of sixteen characters'
export const VIEWER_KEY = 'another key of sixteen'
export const NOW = Date.UTC(2026, 10, 2, 12)

/** Id of a shelf as recommend gives them out. */
export const SHELF = createSigner([SIGNING_KEY], 'shelf').seal(Buffer.from('a shelf'))

/** The function over a publisher and a store that only remember. */
export function collectingApp(given: Partial<CollectFeedbackDeps> = {}) {
  const [rows, watched, lines]: [FeedbackRow[], Watched[], string[]] = [[], [], []]
  const app = createCollectFeedbackApp({
    publisher: {
      publish: (published) => Promise.resolve(void rows.push(...published)),
      expire: () => Promise.resolve(),
      close: () => Promise.resolve(),
    },
    viewers: { put: (more) => Promise.resolve(void watched.push(...more)), expire: () => Promise.resolve() },
    signingKeys: [SIGNING_KEY],
    viewerKeys: [VIEWER_KEY],
    feedbackDays: 400,
    feedbackRate: 0,
    corsOrigins: [],
    regionHeader: '',
    logger: createLogger('debug', (line) => lines.push(line)),
    clock: () => NOW,
    ...given,
  })
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    app.request('/v1/events', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { app, rows, watched, lines, send }
}

/** An impression as a page sends it. */
export function sentImpression(given: Record<string, unknown> = {}): Record<string, unknown> {
  const items = [{ id: 'bread', position: 1, tier: 'similar' }]
  return { type: 'impression', id: 'impression-1', at: '2026-11-02T11:59:00Z', shelfId: SHELF, session: 'visit', items, ...given }
}

export function sentProgress(given: Record<string, unknown> = {}): Record<string, unknown> {
  const watch = { item: 'bread', seconds: 100, percent: 80, finished: false }
  return {
    type: 'progress',
    id: 'progress-1',
    at: '2026-11-02T11:59:30Z',
    shelfId: SHELF,
    session: 'visit',
    viewer: 'ann',
    ...watch,
    ...given,
  }
}
