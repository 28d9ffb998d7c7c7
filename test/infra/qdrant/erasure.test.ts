import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { setUpIndex } from '#shared/index/set-up.ts'
import { eraseVideos, fillWith, TELLTALE } from '#test/support/erasure.ts'
import { openTestIngest, STUB_RECIPE } from '#test/support/ingest.ts'
import { openTemporaryQdrant, skipWithoutQdrant, type TemporaryQdrant } from '#test/support/qdrant.ts'

describe('erasing from Qdrant', { skip: skipWithoutQdrant }, () => {
  it('leaves the delete of a video, and none of its words, weights and numbers', async () => {
    const qdrant = openTemporaryQdrant()
    await setUpIndex(qdrant, STUB_RECIPE, () => 0)
    const { index, registry, signals } = qdrant
    const world = await openTestIngest({ context: { index, registry, signals } })
    const id = randomUUID()
    await fillWith(id, { ...world.context, letters: world.stores.letters })
    const before = await textOf(qdrant)
    assert.match(before, /xylotitle/)
    const { report } = await eraseVideos([id], false, world.context, world.stores)
    assert.deepEqual(report.videos, [{ id, deleteVersion: 3 }])
    const after = await textOf(qdrant)
    assert.deepEqual(
      TELLTALE.filter((word) => after.includes(word)),
      [],
    )
    assert.equal(after.split(id).length, 2, 'the delete alone names the video')
    assert.doesNotMatch(after, /"indices":\[\d/)
    await world.close()
    await qdrant.close()
  })
})

/** All points of all collections, vectors and payloads. */
async function textOf({ client, namespace }: TemporaryQdrant): Promise<string> {
  const { collections } = await client.getCollections()
  const own = collections.filter(({ name }) => name.startsWith(namespace))
  const points = await Promise.all(own.map(({ name }) => client.scroll(name, { limit: 100, with_payload: true, with_vector: true })))
  return JSON.stringify(points)
}
