import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { readGroundTruth } from '#shared/evaluation/ground-truth.ts'

const catalogue = new Set(['a', 'b', 'c'])

describe('readGroundTruth', () => {
  it('keeps what the catalogue knows and reports the rest', () => {
    const truth = readGroundTruth('links', { a: ['b', 'x', 'a'], y: ['a'], c: ['z'] }, catalogue)
    assert.deepEqual([...truth.related], [['a', new Set(['b'])]])
    assert.deepEqual(truth.unknown, ['x', 'y', 'z'])
  })

  it('refuses another shape', () => {
    for (const json of [[], { a: 'b' }, { a: [1] }, null]) {
      assert.throws(
        () => readGroundTruth('links', json, catalogue),
        (error) => isUpnextError(error, 'configuration') && error.message.includes('links') && error.fix !== undefined,
      )
    }
  })

  it('refuses a file of another catalogue', () => {
    assert.throws(
      () => readGroundTruth('links', { x: ['y'] }, catalogue),
      (error) => isUpnextError(error, 'configuration'),
    )
  })
})
