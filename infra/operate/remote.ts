import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { isUpnextError, UpnextError, type ErrorCode } from '#shared/errors.ts'
import type { Operation, Step, Stepper } from '#shared/operations/operation.ts'
import { identityToken } from './identity.ts'

export interface RemoteOptions {
  /** Address of the function operate. */
  readonly url: string
  /** Ends the operation before its next step. */
  readonly signal: AbortSignal
  /** Tries of a step: each can be repeated. */
  readonly attempts?: number
  /** The operator's identity for an audience; none where the address is on this machine. */
  readonly token?: (audience: string) => Promise<string | undefined>
}

/** Longer than a step may work. */
const TIMEOUT_MS = 120_000

/** Steps of operations, done by the function operate. @throws UpnextError of the code that the function names. */
export function createRemoteStepper({ url, signal, attempts = 4, token = identityToken }: RemoteOptions): Stepper {
  const step = async <Input, Cursor, Report>(
    operation: Operation<Input, Cursor, Report>,
    input: Input,
    cursor: Cursor | null,
    attempt = 1,
  ): Promise<Step<Cursor, Report>> => {
    try {
      return answered(operation, await post(new URL(`/v1/operations/${operation.name}`, url), { input, cursor }, await token(url)))
    } catch (error) {
      if (!isUpnextError(error) || !error.retryable || attempt >= attempts || signal.aborted) throw error
      await sleep((error.retryAfterSeconds ?? 2 ** (attempt - 1)) * 1000, undefined, { signal }).catch(() => undefined)
      return step(operation, input, cursor, attempt + 1)
    }
  }
  return (operation, input, cursor) => step(operation, input, cursor)
}

async function post(url: URL, body: object, token: string | undefined): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
  const request = {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  } as const
  const response = await fetch(url, request).catch((cause: unknown) => Promise.reject(noAnswer(url, cause)))
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  throw faultOf(response, answer)
}

function answered<Input, Cursor, Report>(operation: Operation<Input, Cursor, Report>, answer: unknown): Step<Cursor, Report> {
  const result = z.object({ cursor: operation.cursor.nullable(), progress: operation.report }).safeParse(answer)
  if (result.success) return { cursor: result.data.cursor, report: result.data.progress }
  throw new UpnextError('configuration', 'The function operate answers in another form.', {
    fix: 'Use the command line of the release that is deployed.',
    cause: result.error,
  })
}

/** By status: what the function itself cannot say, since the platform in front of it answered. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [400, 'invalid-request'],
  [404, 'not-found'],
  [409, 'conflict'],
  [401, 'configuration'],
  [403, 'configuration'],
  [500, 'configuration'],
])

const problemSchema = z.object({ detail: z.string() })

function faultOf({ status, headers, url }: Response, answer: unknown): UpnextError {
  const problem = problemSchema.safeParse(answer).data
  const seconds = Number(headers.get('retry-after'))
  return new UpnextError(CODES.get(status) ?? 'unavailable', problem?.detail ?? `${url} answered ${status}.`, {
    ...(problem === undefined && { fix: 'Check UPNEXT_OPERATE_URL, and that you may invoke the function (roles/run.invoker).' }),
    ...(seconds > 0 && { retryAfterSeconds: seconds }),
  })
}

function noAnswer(url: URL, cause: unknown): UpnextError {
  return new UpnextError('unavailable', `No answer from ${url.origin}.`, { fix: 'Check UPNEXT_OPERATE_URL.', cause })
}
