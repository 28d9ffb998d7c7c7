import type { Job, QueryResultsOptions } from '@google-cloud/bigquery'
import type { Place } from './place.ts'
import { retrying } from './retry.ts'

export interface Statement {
  /** GoogleSQL with named parameters. */
  readonly sql: string
  readonly params?: Readonly<Record<string, string | number | readonly string[]>>
}

/** How long the service may work at one statement. */
const JOB_TIMEOUT_MS = 30 * 60_000

/** All rows of a small result. The caller says what they are. @throws UpnextError as `faultOf` explains. */
export async function query<Selected>(place: Place, name: string, { sql, params = {} }: Statement): Promise<readonly Selected[]> {
  const [rows] = await retrying(async () => {
    const client = await place.rest()
    return client.query({
      query: sql,
      params: { ...params },
      types: typesOf(params),
      location: place.location,
      jobTimeoutMs: JOB_TIMEOUT_MS,
    })
  }, name)
  return rows as Selected[]
}

/** Rows of a result of any size, page by page, in the order of the statement. */
export async function* queryPages<Selected>(
  place: Place,
  name: string,
  { sql, params = {} }: Statement,
  pageSize: number,
): AsyncGenerator<readonly Selected[]> {
  const job = await retrying(async () => {
    const client = await place.rest()
    const options = { query: sql, params: { ...params }, types: typesOf(params), location: place.location, jobTimeoutMs: JOB_TIMEOUT_MS }
    return (await client.createQueryJob(options))[0]
  }, name)
  yield* pagesOf(job, name, { maxResults: pageSize, autoPaginate: false })
}

async function* pagesOf<Selected>(job: Job, name: string, request: QueryResultsOptions): AsyncGenerator<readonly Selected[]> {
  const [rows, next] = await retrying(() => job.getQueryResults(request), name)
  yield rows as Selected[]
  if (next?.pageToken !== undefined) yield* pagesOf(job, name, next)
}

/** An empty list has no type of its own. */
function typesOf(params: NonNullable<Statement['params']>): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeOf(value)]))
}

function typeOf(value: string | number | readonly string[]): string | string[] {
  if (typeof value === 'number') return Number.isInteger(value) ? 'INT64' : 'FLOAT64'
  return typeof value === 'string' ? 'STRING' : ['STRING']
}
