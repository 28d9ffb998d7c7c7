import { z, type OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import { CREATE } from '#shared/operations/lifecycle/create.ts'
import { ERASE } from '#shared/operations/erase/erase.ts'
import { BACKFILL } from '#shared/operations/lifecycle/backfill/backfill.ts'
import { DIFF } from '#shared/operations/lifecycle/diff.ts'
import { INDEX_STATUS } from '#shared/operations/lifecycle/index-status.ts'
import { PROMOTE } from '#shared/operations/lifecycle/promote.ts'
import { PURGE_TOMBSTONES } from '#shared/operations/lifecycle/purge-tombstones.ts'
import { PURGE } from '#shared/operations/lifecycle/purge.ts'
import { ROLLBACK } from '#shared/operations/lifecycle/rollback.ts'
import { ERASE_VIEWERS } from '#shared/operations/erase/erase-viewers.ts'
import { LETTERS } from '#shared/operations/letters.ts'
import type { Operation, OperationDeps } from '#shared/operations/operation.ts'
import { RECALL } from '#shared/operations/recall/recall.ts'
import { REFRESH } from '#shared/operations/refresh.ts'
import { REPLAY } from '#shared/operations/replay/replay.ts'
import { STATUS } from '#shared/operations/status.ts'
import { VERIFY } from '#shared/operations/verify/verify.ts'
import type { Logger } from '#shared/logger.ts'
import { allowOnly, createApi } from '../http/api.ts'
import { invalid, PROBLEM } from '../http/problem.ts'
import { operatorProblem } from './problem.ts'

export interface OperateAppDeps extends OperationDeps {
  readonly logger: Logger
}

/** Seconds that a step works unless the caller says otherwise, and at most: well below the time limit of a request. */
const SECONDS = { default: 25, max: 90 } as const

/**
 * The HTTP side of an operator's work, a step a call. It asks nobody who they are: it must stand behind the platform's own check of the caller.
 */
export function createOperateApp(deps: OperateAppDeps): OpenAPIHono {
  const ready = async () => deps.registry.read()
  const api = createApi({ title: 'Upnext: operate', corsOrigins: [], logger: deps.logger, ready })
  api.onError((error, c) => operatorProblem(error, c, deps.logger))
  addOperation(api, STATUS, deps)
  addOperation(api, CREATE, deps)
  addOperation(api, INDEX_STATUS, deps)
  addOperation(api, BACKFILL, deps)
  addOperation(api, PROMOTE, deps)
  addOperation(api, ROLLBACK, deps)
  addOperation(api, PURGE, deps)
  addOperation(api, PURGE_TOMBSTONES, deps)
  addOperation(api, DIFF, deps)
  addOperation(api, VERIFY, deps)
  addOperation(api, RECALL, deps)
  addOperation(api, LETTERS, deps)
  addOperation(api, REPLAY, deps)
  addOperation(api, REFRESH, deps)
  addOperation(api, ERASE, deps)
  addOperation(api, ERASE_VIEWERS, deps)
  return api
}

/** Described and validated beside the router's typed routes: their types do not carry an operation's own. */
function addOperation<Input, Cursor, Report>(api: OpenAPIHono, operation: Operation<Input, Cursor, Report>, deps: OperateAppDeps): void {
  const path = `/v1/operations/${operation.name}`
  const body = bodyOf(operation)
  api.openAPIRegistry.registerPath(descriptionOf(operation, path, body))
  api.post(path, async (c) => {
    const asked = body.safeParse(await c.req.json().catch(() => undefined))
    if (!asked.success) return invalid(c, 'body', asked.error)
    const { input, cursor, seconds } = asked.data
    const step = await operation.step(input, cursor, deps, AbortSignal.timeout(seconds * 1000))
    const done = step.cursor === null
    deps.logger.info('operation.step', { operation: operation.name, done })
    return c.json({ done, cursor: step.cursor, progress: step.report }, 200, { 'Cache-Control': 'no-store' })
  })
  allowOnly(api, path, ['POST'])
}

function bodyOf<Input, Cursor, Report>({ input, cursor }: Operation<Input, Cursor, Report>) {
  return z.object({
    input,
    cursor: cursor.nullable().default(null).meta({ description: "The last answer's; null begins." }),
    seconds: z.number().min(1).max(SECONDS.max).default(SECONDS.default).meta({ description: 'How long to work.' }),
  })
}

function descriptionOf<Input, Cursor, Report>(
  { summary, cursor, report }: Operation<Input, Cursor, Report>,
  path: string,
  body: z.ZodType,
): RouteConfig {
  const answer = z.object({ done: z.boolean(), cursor: cursor.nullable(), progress: report })
  return {
    method: 'post',
    path,
    summary,
    request: { body: { required: true, content: { 'application/json': { schema: body } } } },
    responses: {
      200: { description: 'Done, or the cursor to go on with.', content: { 'application/json': { schema: answer } } },
      400: { description: 'The input is wrong: `errors` names it and what it takes.', content: PROBLEM },
      409: { description: 'Somebody else changed it first.', content: PROBLEM },
      503: { description: 'A store does not answer; `Retry-After` says when to try the same step again.', content: PROBLEM },
    },
  }
}
