import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultOf } from '#infra/bigquery/faults.ts'
import { retrying } from '#infra/bigquery/retry.ts'
import { isUpnextError, UpnextError, type ErrorCode } from '#shared/errors.ts'

const thrown = (fields: object) => Object.assign(new Error('said\nwith the query'), fields)

describe('faultOf', () => {
  const cases: readonly (readonly [ErrorCode, object])[] = [
    ['unavailable', { code: 503 }],
    ['unavailable', { code: 429 }],
    ['unavailable', { code: 403, errors: [{ reason: 'rateLimitExceeded' }] }],
    ['unavailable', { code: 400, errors: [{ reason: 'backendError' }] }],
    ['unavailable', { code: 'ECONNREFUSED' }],
    ['unavailable', {}],
    ['unavailable', { code: 14 }],
    ['unavailable', { code: 8 }],
    ['unavailable', { code: 10 }],
    ['configuration', { code: 403, errors: [{ reason: 'accessDenied' }] }],
    ['configuration', { code: 400, errors: [{ reason: 'invalidQuery' }] }],
    ['configuration', { code: 3 }],
    ['configuration', { code: 7 }],
    ['not-found', { code: 404 }],
    ['not-found', { code: 5 }],
    ['conflict', { code: 409 }],
  ]
  it('goes by status and reason', () => {
    for (const [code, fields] of cases) assert.equal(faultOf(thrown(fields), 'count').code, code, JSON.stringify(fields))
  })

  it('keeps the cause, the wait that was asked for, and no second line', () => {
    const cause = thrown({ code: 503, response: { headers: { 'retry-after': '7' } } })
    const fault = faultOf(cause, 'count')
    assert.deepEqual([fault.cause, fault.retryAfterSeconds, fault.message], [cause, 7, 'BigQuery could not count: said'])
    assert.equal(faultOf(thrown({ code: 8, statusDetails: [{}, { retryDelay: { seconds: '3' } }] }), 'append').retryAfterSeconds, 3)
    const known = new UpnextError('invalid-event', 'too large')
    assert.equal(faultOf(known, 'append'), known)
  })
})

describe('retrying', () => {
  const failing = (times: number, error: Error) => {
    const calls = { count: 0 }
    const action = () => ((calls.count += 1) > times ? Promise.resolve(calls.count) : Promise.reject(error))
    return { action, calls }
  }

  it('tries again what may pass, three times in all', async () => {
    assert.equal(await retrying(failing(2, thrown({ code: 503 })).action, 'count'), 3)
    const { action, calls } = failing(9, thrown({ code: 503 }))
    await assert.rejects(retrying(action, 'count'), (error) => isUpnextError(error, 'unavailable'))
    assert.equal(calls.count, 3)
  })

  it('takes no for an answer', async () => {
    const { action, calls } = failing(9, thrown({ code: 403 }))
    await assert.rejects(retrying(action, 'count'), (error) => isUpnextError(error, 'configuration'))
    assert.equal(calls.count, 1)
  })
})
