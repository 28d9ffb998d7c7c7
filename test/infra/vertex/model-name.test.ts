import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseModelName } from '#infra/vertex/model-name.ts'
import { isUpnextError } from '#shared/errors.ts'

describe('parseModelName', () => {
  it("reads Google's models, with dimensions and tasks where they are named", () => {
    const { kind, id, dimensions, limits } = parseModelName('vertex:gemini-embedding-001')
    assert.deepEqual(
      { kind, id, dimensions, texts: limits.texts },
      { kind: 'publisher', id: 'gemini-embedding-001', dimensions: 768, texts: 1 },
    )
    const named = parseModelName('vertex:text-multilingual-embedding-002@256/retrieval')
    assert.ok(named.kind === 'publisher')
    assert.deepEqual([named.dimensions, named.tasks, named.limits.texts], [256, 'retrieval', 250])
  })

  it('reads endpoints', () => {
    const { kind, id, dimensions } = parseModelName('vertex-endpoint:1234567890@1024')
    assert.deepEqual({ kind, id, dimensions }, { kind: 'endpoint', id: '1234567890', dimensions: 1024 })
  })

  for (const name of [
    'vertex:',
    'vertex:text-embedding-005', // English alone
    'vertex:constructor',
    'vertex:gemini-embedding-001@0',
    'vertex:gemini-embedding-001@3073',
    'vertex:text-multilingual-embedding-002@1024',
    'vertex:gemini-embedding-001/clustering',
    'vertex-endpoint:1234567890',
    'vertex-endpoint:1234567890@',
    'vertex-endpoint:../models/1@768',
    'muse-v3',
  ]) {
    it(`refuses ${name} and says what to write`, () => {
      assert.throws(
        () => parseModelName(name),
        (error) => isUpnextError(error, 'configuration') && error.fix !== undefined,
      )
    })
  }
})
