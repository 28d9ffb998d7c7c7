import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { artefactDigest } from '#shared/recipe/statistics/artefact.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'

interface Opened {
  readonly artefacts: ArtefactStore
  readonly close: () => Promise<void>
}

/** What every ArtefactStore must hold. */
export function artefactStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name}: artefact store`, () => {
    const opened: Opened[] = []
    before(async () => {
      opened.push(await open())
    })
    after(() => opened[0]?.close())
    const store = (): ArtefactStore => opened[0]?.artefacts ?? assert.fail('The store is not open.')

    it('knows nothing of a digest that was never put', async () => {
      assert.equal(await store().get(artefactDigest(randomBytes(8))), undefined)
    })

    for (const size of [0, 1, 3_000_001]) {
      it(`gives ${size} bytes back by their digest, however often and by how many they were put`, async () => {
        const bytes = randomBytes(size)
        const digests = await Promise.all([store().put(bytes), store().put(bytes)])
        assert.deepEqual(digests, [artefactDigest(bytes), artefactDigest(bytes)])
        const kept = await store().get(artefactDigest(bytes))
        assert.ok(kept !== undefined && Buffer.from(kept).equals(bytes))
      })
    }
  })
}
