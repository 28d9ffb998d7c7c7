import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { partOf, versionOf } from '#build/lock.ts'

const LOCK = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0', dependencies: { shared: '^1', c: '^1' } },
    'node_modules/a/node_modules/shared': { version: '1.5.0' },
    'node_modules/b': { version: '2.0.0', dependencies: { shared: '^2' }, optionalDependencies: { 'b-linux': '2', 'b-win32': '2' } },
    'node_modules/b-linux': { version: '2.0.0' },
    'node_modules/c': { version: '1.0.0', dependencies: { shared: '^2', a: '^1' }, peerDependencies: { peer: '*', none: '*' } },
    'node_modules/peer': { version: '1.0.0' },
    'node_modules/shared': { version: '2.1.0' },
    'node_modules/unused': { version: '9.0.0' },
  },
}

describe('partOf', () => {
  it('keeps what a package needs, from where Node would load it, and nothing else', () => {
    assert.deepEqual(Object.keys(partOf(LOCK, ['a'])), [
      'node_modules/a',
      'node_modules/a/node_modules/shared',
      'node_modules/c',
      'node_modules/peer',
      'node_modules/shared',
    ])
  })

  it('keeps optional packages as far as the project has them', () => {
    assert.deepEqual(Object.keys(partOf(LOCK, ['b'])), ['node_modules/b', 'node_modules/b-linux', 'node_modules/shared'])
  })
})

describe('versionOf', () => {
  it('is the one that the project has', () => {
    assert.equal(versionOf(LOCK, 'shared'), '2.1.0')
    assert.throws(() => versionOf(LOCK, 'missing'), /missing/)
  })
})
