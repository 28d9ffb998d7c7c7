import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isUpnextError } from '#shared/errors.ts'
import { createSigner } from '#shared/recommendation/signed/signer.ts'

const [OLD, NEW] = ['the old key of an installation', 'the new key of an installation']
const signer = createSigner([NEW, OLD], 'cursor')
const bytes = fc.uint8Array({ maxLength: 60 })

describe('signer', () => {
  it('opens what it sealed', () => {
    fc.assert(fc.property(bytes, (content) => assert.deepEqual(signer.open(signer.seal(content)), Buffer.from(content))))
  })

  it('opens nothing that was changed by a single character', () => {
    const sealed = signer.seal(Buffer.from('something'))
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ .'
    for (let place = 0; place < sealed.length; place++) {
      for (const letter of letters.replace(sealed.charAt(place), '')) {
        assert.equal(signer.open(sealed.slice(0, place) + letter + sealed.slice(place + 1)), undefined)
      }
    }
  })

  it('opens nothing of other length, key or purpose', () => {
    const sealed = signer.seal(Buffer.from('something'))
    for (const other of ['', 'A', sealed.slice(0, -1), `${sealed}A`, sealed.slice(4)]) assert.equal(signer.open(other), undefined)
    assert.equal(createSigner(['another key of an installation'], 'cursor').open(sealed), undefined)
    assert.equal(createSigner([NEW], 'shelf').open(sealed), undefined)
  })

  it('takes what an older key signed, and signs with the first', () => {
    assert.deepEqual(signer.open(createSigner([OLD], 'cursor').seal(Buffer.from('x'))), Buffer.from('x'))
    assert.equal(createSigner([OLD], 'cursor').open(signer.seal(Buffer.from('x'))), undefined)
  })

  it('does not start without a key', () => {
    assert.throws(
      () => createSigner([], 'cursor'),
      (error) => isUpnextError(error, 'configuration'),
    )
  })
})
