import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRarity } from '#shared/recommendation/upkeep/rarity.ts'
import { stored } from '#test/support/catalogue.ts'
import { memoryIndex } from '#test/support/memory-index.ts'

const points = [stored('a', { words: { tea: 1, pot: 1 } }), stored('b', { words: { tea: 1 } })]

function counting() {
  const asked: string[][] = []
  const index = memoryIndex(points)
  const rarity = createRarity(
    {
      ...index,
      terms: (collection, terms) => {
        asked.push([...terms])
        return index.terms(collection, terms)
      },
    },
    () => 0,
  )
  return { asked, of: (...terms: string[]) => rarity.of('videos', new Map(terms.map((term) => [term, 1]))) }
}

describe('rarity', () => {
  it('asks for each term once', async () => {
    const { asked, of } = counting()
    await of('tea')
    const { documents, frequencies } = await of('tea', 'pot', 'cup')
    assert.equal(documents, 2)
    assert.deepEqual(
      frequencies,
      new Map([
        ['tea', 2],
        ['pot', 1],
        ['cup', 0],
      ]),
    )
    assert.deepEqual(await of('cup', 'pot', 'tea'), {
      documents,
      frequencies: new Map([
        ['cup', 0],
        ['pot', 1],
        ['tea', 2],
      ]),
    })
    assert.deepEqual(asked, [['tea'], ['pot', 'cup']])
  })
})
