import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { parseRequest, requestDigest } from '#shared/recommendation/request/request.ts'

const digest = (parameters: Record<string, unknown>) => requestDigest(parseRequest(parameters, 'default'))

describe('request', () => {
  it('is the same for the same wish in another order, case or spelling', () => {
    const one = { positive: ['a'], languages: ['fr', 'EN-us'], exclude: ['x', 'y', 'x'], region: 'fr' }
    const other = { region: 'FR', exclude: ['y', 'x'], languages: ['en', 'fr-CA'], positive: ['a'], placement: 'default' }
    assert.equal(digest(one), digest(other))
  })

  it('differs with the order of the history', () => {
    assert.notEqual(digest({ positive: ['a', 'b'] }), digest({ positive: ['b', 'a'] }))
  })

  it('is one wish, whatever the page and its size', () => {
    assert.equal(digest({ positive: ['a'], limit: 3, cursor: 'x', fields: ['title'] }), digest({ positive: ['a'], limit: 50 }))
  })

  it('compares Chinese by script', () => {
    assert.deepEqual(parseRequest({ languages: ['zh-TW', 'zh-Hant', 'zh'] }, 'default').languages, ['zh-hans', 'zh-hant'])
  })

  it('refuses durations that contradict each other', () => {
    assert.throws(
      () => parseRequest({ minDuration: 10, maxDuration: 9 }, 'default'),
      (error) => isUpnextError(error, 'invalid-request') && error.field === 'minDuration',
    )
  })

  it('refuses ids that cannot be', () => {
    assert.throws(() => parseRequest({ positive: ['..'] }, 'default'), /positive\.0 must not be/)
  })
})
