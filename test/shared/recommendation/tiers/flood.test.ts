import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stored } from '#test/support/catalogue.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { idsOf, recommendApp, shelfOf } from '#test/support/recommending.ts'

/** More uploads of one film, all nearer than anything else, than candidates are asked for. */
const COPIES = Array.from({ length: 150 }, (_, i) =>
  stored(`copy ${String(i).padStart(3, '0')}`, { angle: 1 + i / 1000, duplicateKeys: ['film'] }),
)
const OTHERS = Array.from({ length: 8 }, (_, i) => stored(`other ${i}`, { angle: 20 + i }))

describe('candidates that are one video over and over', () => {
  it('are asked for again without it, so that the others have room', async () => {
    const points = [stored('seed', { angle: 0 }), ...COPIES, ...OTHERS]
    const asked: number[] = []
    const index = memoryIndex(points)
    const app = recommendApp(points, {
      index: {
        ...index,
        candidates: (collection, query) => {
          asked.push(query.filter.notIds?.length ?? 0)
          return index.candidates(collection, query)
        },
      },
    })
    const shelf = await shelfOf(app, 'seed', '?limit=9')
    const similar = shelf.items.filter(({ tier }) => tier === 'similar').map(({ id }) => id)
    assert.deepEqual(similar.toSorted(), ['copy 000', ...OTHERS.map(({ id }) => id)].toSorted())
    assert.deepEqual(
      idsOf(shelf).filter((id) => id.startsWith('copy')),
      ['copy 000'],
    )
    const [first = 0, second = 0] = asked
    assert.ok(second > first, asked.join(' '))
  })
})
