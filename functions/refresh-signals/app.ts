import { Hono } from 'hono'
import { refreshSignals, type RefreshDeps } from '#shared/watches/refresh.ts'
import { problem, problemOf } from '../http/problem.ts'

/** Seconds that a refresh may work: well below the deadline of the schedule's call, which would begin another. */
const SECONDS = 480

/** The HTTP side of the schedule: each POST is a refresh. It asks nobody who they are: it must stand behind the platform's own check. */
export function createRefreshApp(deps: RefreshDeps): Hono {
  const app = new Hono()
  app.onError((error, c) => problemOf(error, c, deps.logger))
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.post('/', async (c) => {
    const report = await refreshSignals(deps, { full: false }, AbortSignal.timeout(SECONDS * 1000))
    return c.json(report, report.complete ? 200 : 503, { 'Cache-Control': 'no-store' })
  })
  app.notFound((c) => problem(c, 404, 'There is no such route: a refresh is a POST to /.'))
  return app
}
