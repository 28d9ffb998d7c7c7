import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { eventsUrl, SETTINGS, toConfig } from '#shared/config.ts'
import { isUpnextError } from '#shared/errors.ts'

describe('toConfig', () => {
  it('needs no variable at all', () => {
    const config = toConfig({})
    assert.equal(config.port, 8080)
    assert.equal(config.index, 'sqlite')
    assert.deepEqual(config.signingKeys, [])
  })

  it('takes the default for an empty variable', () => {
    assert.equal(toConfig({ PORT: '' }).port, 8080)
  })

  it('lists every fault at once and never a value', () => {
    assert.throws(
      () => toConfig({ PORT: '99999', UPNEXT_SIGNING_KEYS: 'short-secret', UPNEXT_INDEX: 'paper' }),
      (error) => {
        assert.ok(isUpnextError(error, 'configuration'))
        for (const variable of ['PORT', 'UPNEXT_SIGNING_KEYS', 'UPNEXT_INDEX']) assert.match(error.message, new RegExp(variable))
        assert.doesNotMatch(error.message, /short-secret/)
        return true
      },
    )
  })

  it('pushes to the local server on its port unless told otherwise', () => {
    assert.match(eventsUrl(toConfig({ PORT: '9000' })), /^http:\/\/127\.0\.0\.1:9000\/events\/projects\//)
    assert.equal(eventsUrl(toConfig({ UPNEXT_PUSH_URL: 'https://push.example/' })), 'https://push.example/')
  })
})

describe('the documents', () => {
  for (const file of ['README.md', '.env.example']) {
    it(`${file} names every setting and its default`, async () => {
      const text = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8')
      for (const { env, fallback } of Object.values(SETTINGS)) {
        const line = text.split('\n').find((candidate) => candidate.includes(env) && candidate.includes(fallback))
        assert.ok(line !== undefined, `${file} does not name ${env} with its default ${fallback}`)
      }
    })
  }
})
