import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { coreOf } from '#shared/index/identity/title.ts'

describe('the core of a title', () => {
  for (const [title, core, years] of [
    ['EuroBoat 2017: Steam bending', 'steam bending', '2017'],
    ['Steam bending; SciBoat 2013 Presentation', 'steam bending', '2013'],
    ['Steam bending (EuroBoat 2017)', 'steam bending', '2017'],
    ['Planks (1/2) | EuroBoat 2017', 'planks 1 2', '2017'],
    ['EuroBoat 2017', 'euroboat 2017', ''],
    ['The 2017 harbour fire', 'the 2017 harbour fire', ''],
    ['Opening - 2017', 'opening 2017', ''],
    ['Boats - Steam bending', 'boats steam bending', ''],
    ['Was geschah 1989 im Hafen: ein Rückblick', 'was geschah 1989 im hafen ein rückblick', ''],
  ] as const) {
    it(`of "${title}" is "${core}"`, () => assert.deepEqual(coreOf(title), { title: core, years }))
  }
})
