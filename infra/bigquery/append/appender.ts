import { UpnextError } from '#shared/errors.ts'
import { faultOf } from '../faults.ts'
import type { Place } from '../place.ts'
import { retrying } from '../retry.ts'
import { assertRow, sizeOf, type Row } from '../row.ts'
import type { TableName } from '../schema.ts'
import { createBatches, type BatchLimits, type Outcome } from './batches.ts'
import { openConnection, type Answer, type Connection } from './connection.ts'

/** Below the 10 MB of a request, envelope and growth of the encoding left out. */
const MAX_REQUEST_BYTES = 9_000_000
const LIMITS: BatchLimits = { windowMs: 5, maxItems: 5_000, maxBytes: MAX_REQUEST_BYTES }
const TIMEOUT_MS = 10_000

/** Appends rows to one table, in requests that concurrent callers share. */
export interface Appender {
  /**
   * Resolves when all rows are stored. Rows of one call may be stored though another of them was refused; storing them again is harmless.
   * @throws UpnextError `unavailable`; `configuration` for a row that the table does not take; `invalid-event` for one that is too large.
   */
  append(rows: readonly Row[]): Promise<void>
  close(): Promise<void>
}

export function createAppender(place: Place, table: TableName, open = openConnection): Appender {
  const kept: { connection?: Promise<Connection> | undefined } = {}
  const drop = async (): Promise<void> => {
    const connection = kept.connection
    kept.connection = undefined
    await (await connection?.catch(() => undefined))?.close().catch(() => undefined)
  }
  const request = async (rows: readonly Row[]): Promise<Answer> => {
    try {
      return await (await (kept.connection ??= open(place, table))).append(rows, TIMEOUT_MS)
    } catch (error) {
      await drop()
      throw error
    }
  }
  const batches = createBatches<Row>(LIMITS, (rows) => send(rows, request, table))
  return {
    append: async (rows) => {
      for (const row of rows) assertSendable(table, row)
      const outcomes = await Promise.allSettled(rows.map((row) => batches.add(row, sizeOf(row))))
      const refused = outcomes.find(({ status }) => status === 'rejected')
      if (refused?.status === 'rejected') throw refused.reason
    },
    close: async () => {
      await batches.idle()
      await drop()
    },
  }
}

/** One faulty row makes the service refuse the whole request: the others are sent once more, without it. */
async function send(rows: readonly Row[], request: (rows: readonly Row[]) => Promise<Answer>, table: TableName): Promise<Outcome[]> {
  const name = `append to ${table}`
  const answer = await retrying(async () => passingThrown(await request(rows)), name)
  if ((answer.error ?? null) === null) return rows.map(() => undefined)
  const faults = new Map(answer.rowErrors?.map(({ index, code, message }) => [Number(index), refusal(`${code}: ${message}`, table)]))
  if (faults.size === 0) throw faultOf(errorOf(answer), name)
  const rest = rows.filter((_, i) => !faults.has(i))
  const restOutcomes = rest.length === 0 ? [] : await send(rest, request, table)
  const remaining = restOutcomes.values()
  return rows.map((_, i) => faults.get(i) ?? remaining.next().value)
}

/** An answer may carry a fault that a retry heals. */
function passingThrown(answer: Answer): Answer {
  const fault = (answer.error ?? null) === null || (answer.rowErrors?.length ?? 0) > 0 ? undefined : errorOf(answer)
  if (fault !== undefined && faultOf(fault, '').retryable) throw fault
  return answer
}

function errorOf({ error }: Answer): Error {
  return Object.assign(new Error(error?.message ?? ''), { code: error?.code ?? 2 })
}

function refusal(said: string, table: TableName): UpnextError {
  return new UpnextError('configuration', `BigQuery refused a row of ${table} (${said}).`, {
    fix: 'Deploy code and table schema of one release.',
  })
}

function assertSendable(table: TableName, row: Row): void {
  assertRow(table, row)
  if (sizeOf(row) <= MAX_REQUEST_BYTES) return
  throw new UpnextError('invalid-event', `A row of ${table} has ${sizeOf(row)} bytes; ${MAX_REQUEST_BYTES} fit.`, {
    fix: 'Shorten the transcript at the publisher, then replay the message.',
  })
}
