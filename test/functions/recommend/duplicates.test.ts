import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DuplicatesAnswer } from '#shared/recommendation/duplicates/answer.ts'
import { stored } from '#test/support/catalogue.ts'
import { faultyIndex } from '#test/support/faulty-index.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { recommendApp } from '#test/support/recommending.ts'

const CATALOGUE = [
  stored('film', { angle: 0, duplicateKeys: ['source'], titleKey: 'title', simhash: 'AAAAAAAAAAA', durationSeconds: 60 }),
  stored('from one address', { angle: 170, duplicateKeys: ['source'] }),
  stored('of one title', { angle: 150, titleKey: 'title', simhash: 'AAAAAAAAAAA', durationSeconds: 61 }),
  stored('of another length', { angle: 0, titleKey: 'title', durationSeconds: 600 }),
  stored('hidden', { duplicateKeys: ['source'], standing: 'hidden' }),
  stored('near', { angle: 1 }),
]

async function duplicatesOf(id: string): Promise<DuplicatesAnswer> {
  const response = await recommendApp(CATALOGUE).request(`/v1/videos/${encodeURIComponent(id)}/duplicates`)
  assert.equal(response.status, 200)
  return (await response.json()) as DuplicatesAnswer
}

describe('GET duplicates', () => {
  it('lists other uploads and why they are the same, however far apart their texts lie', async () => {
    const { status, duplicates } = await duplicatesOf('film')
    assert.equal(status, 'indexed')
    assert.deepEqual(duplicates.map(({ id, why }) => [id, why]).toSorted(), [
      ['from one address', 'same-source'],
      ['of one title', 'same-title'],
    ])
  })

  it('is empty for a video that has none, and for one that is not known', async () => {
    assert.deepEqual(await duplicatesOf('near'), { id: 'near', status: 'indexed', duplicates: [] })
    assert.deepEqual(await duplicatesOf('nobody'), { id: 'nobody', status: 'not-indexed', duplicates: [] })
  })

  it('is a 503 where the index does not answer: none found is not none there', async () => {
    const index = faultyIndex(memoryIndex(CATALOGUE), { mode: 'down', only: ['candidates'] })
    const response = await recommendApp([], { index }).request('/v1/videos/film/duplicates')
    assert.equal(response.status, 503)
  })
})
