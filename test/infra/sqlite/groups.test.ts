import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createGroups } from '#infra/sqlite/groups.ts'
import type { Call, Outcome } from '#infra/sqlite/thread/call.ts'

const call = (name: string) => ({ name, input: {} }) as unknown as Call
const nameOf = ({ name }: Call): string => name

describe('groups of writes', () => {
  it('commits calls of one moment together, and gives each its own outcome', async () => {
    const commits: string[][] = []
    const groups = createGroups((calls) => {
      commits.push(calls.map(nameOf))
      return Promise.resolve(calls.map((each): Outcome => ({ value: nameOf(each) })))
    })
    const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => groups.add(call(name))))
    assert.deepEqual(commits, [['a', 'b', 'c']])
    assert.deepEqual(outcomes, [{ value: 'a' }, { value: 'b' }, { value: 'c' }])
  })

  it('lets one call that cannot be handed over fail alone', async () => {
    const groups = createGroups((calls) =>
      calls.some((each) => nameOf(each) === 'poison')
        ? Promise.reject(new RangeError('cannot be cloned'))
        : Promise.resolve(calls.map((each): Outcome => ({ value: nameOf(each) }))),
    )
    const outcomes = await Promise.allSettled(['a', 'poison', 'b'].map((name) => groups.add(call(name))))
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
  })
})
