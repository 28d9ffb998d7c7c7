import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createAppender } from '#infra/bigquery/append/appender.ts'
import type { Answer, Connection } from '#infra/bigquery/append/connection.ts'
import { placeOf } from '#infra/bigquery/place.ts'
import type { Row } from '#infra/bigquery/row.ts'
import { channelRow } from '#infra/bigquery/rows.ts'
import { isUpnextError } from '#shared/errors.ts'

const PLACE = placeOf({ projectId: 'p', dataset: 'd', location: 'EU' })
const GOOD: Answer = { appendResult: {} }
const rowOf = (id: string) => channelRow({ id, version: 1, suspended: false }, 1)

/** An appender whose connections answer as told, in turn, and what came of it. */
function appending(answer: (rows: readonly Row[], request: number) => Promise<Answer>) {
  const seen: { readonly requests: string[][]; readonly opened: Connection[]; closed: number } = { requests: [], opened: [], closed: 0 }
  const open = () => {
    const connection: Connection = {
      append: (rows) => {
        seen.requests.push(rows.map((row) => String(row['id'])))
        return answer(rows, seen.requests.length)
      },
      close: () => Promise.resolve(void (seen.closed += 1)),
    }
    seen.opened.push(connection)
    return Promise.resolve(connection)
  }
  return { appender: createAppender(PLACE, 'channel_changes', open), seen }
}

/** What the service says of a request with faulty rows: it stores none of them. */
function refusing(...bad: readonly string[]) {
  return (rows: readonly Row[]): Promise<Answer> => {
    const rowErrors = rows.flatMap((row, index) => (bad.includes(String(row['id'])) ? [{ index, code: 1, message: 'no such field' }] : []))
    return Promise.resolve(rowErrors.length === 0 ? GOOD : { error: { code: 3, message: 'rows' }, rowErrors })
  }
}

describe('createAppender', () => {
  it('stores the rest where some rows are refused, and tells each caller of its own', async () => {
    const { appender, seen } = appending(refusing('b', 'd'))
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((id) => appender.append([rowOf(id)])))
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'rejected'],
    )
    assert.deepEqual(seen.requests, [
      ['a', 'b', 'c', 'd'],
      ['a', 'c'],
    ])
    assert.equal(seen.opened.length, 1)
  })

  it('tries what may pass again, each time on a new connection', async () => {
    const passing = Object.assign(new Error('reset'), { code: 14 })
    const { appender, seen } = appending((_, request) => (request < 3 ? Promise.reject(passing) : Promise.resolve(GOOD)))
    await appender.append([rowOf('a')])
    assert.deepEqual([seen.requests.length, seen.opened.length, seen.closed], [3, 3, 2])
    await appender.close()
    assert.equal(seen.closed, 3)
  })

  it('tries again where the answer itself says that it may pass', async () => {
    const { appender, seen } = appending((_, request) => Promise.resolve(request === 1 ? { error: { code: 8, message: 'quota' } } : GOOD))
    await appender.append([rowOf('a')])
    assert.equal(seen.requests.length, 2)
  })

  it('gives up at once where it cannot pass', async () => {
    const { appender, seen } = appending(() => Promise.reject(Object.assign(new Error('no rights'), { code: 7 })))
    await assert.rejects(appender.append([rowOf('a')]), (error) => isUpnextError(error, 'configuration'))
    assert.equal(seen.requests.length, 1)
  })

  it('sends no row that does not fit or is too large', async () => {
    const { appender, seen } = appending(() => Promise.resolve(GOOD))
    await assert.rejects(appender.append([{ id: 'a' }]), (error) => isUpnextError(error, 'configuration'))
    await assert.rejects(appender.append([rowOf('x'.repeat(10_000_000))]), (error) => isUpnextError(error, 'invalid-event'))
    assert.deepEqual(seen.requests, [])
  })

  it('opens nothing before the first row', async () => {
    const { appender, seen } = appending(() => Promise.resolve(GOOD))
    await appender.append([])
    await appender.close()
    assert.equal(seen.opened.length, 0)
  })
})
