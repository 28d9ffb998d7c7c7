import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { COMMON } from '#shared/recommendation/request/parameters.ts'
import { queryString } from '#shared/recommendation/request/query-string.ts'

const query = queryString(COMMON)

function faultsOf(parameters: Record<string, string | string[]>): string[] {
  const result = query.safeParse(parameters)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

describe('query string', () => {
  it('reads numbers, flags and lists', () => {
    const read = query.parse({ limit: '3', diversity: '0.25', ageRestricted: 'true', languages: 'en', exclude: ['a', 'b'] })
    assert.equal(read.limit, 3)
    assert.equal(read.diversity, 0.25)
    assert.equal(read.ageRestricted, true)
    assert.deepEqual(read.languages, ['en'])
    assert.deepEqual(read.exclude, ['a', 'b'])
  })

  it('fills in defaults', () => {
    const read = query.parse({})
    assert.equal(read.limit, 12)
    assert.equal(read.ageRestricted, false)
    assert.deepEqual(read.languages, [])
  })

  for (const limit of ['0', '101', '1e9', '', ' ', '-1', '1.5', '0x10', 'Infinity', 'many']) {
    it(`refuses limit=${limit || '(empty)'} and says what it takes`, () => {
      assert.deepEqual(faultsOf({ limit }), ['limit takes a whole number from 1 to 100'])
    })
  }

  it('refuses a number that comes twice', () => {
    assert.deepEqual(faultsOf({ limit: ['1', '2'] }), ['limit takes a whole number from 1 to 100'])
  })

  it('refuses flags in other words', () => {
    assert.deepEqual(faultsOf({ ageRestricted: 'yes' }), ['ageRestricted takes true or false'])
  })

  it('names every fault at once', () => {
    assert.deepEqual(faultsOf({ diversity: '2', languages: ['en', '!'], region: 'Europe', bucket: '100' }), [
      'languages.1 takes BCP 47 language tags, such as en or zh-Hant',
      'diversity takes a number from 0 to 1',
      'region takes a country code of two letters (ISO 3166)',
      'bucket takes a whole number from 0 to 99',
    ])
  })

  it('refuses names that are not known', () => {
    const result = query.safeParse({ langauges: 'en' })
    const issue = result.error?.issues[0]
    assert.ok(issue?.code === 'unrecognized_keys')
    assert.deepEqual(issue.keys, ['langauges'])
  })
})
