import { describe } from 'node:test'
import { artefactStoreContract } from '#test/contracts/artefact-store.ts'
import { registryContract } from '#test/contracts/registry.ts'
import { signalStoreContract } from '#test/contracts/signal-store.ts'
import { viewerStoreContract } from '#test/contracts/viewer-store.ts'
import { videoIndexContract } from '#test/contracts/video-index.ts'
import { openTemporaryQdrant, skipWithoutQdrant } from '#test/support/qdrant.ts'
import { recycling } from '#test/support/recycled-collections.ts'

const open = () => Promise.resolve(openTemporaryQdrant())

const openRecycling = () => {
  const stores = openTemporaryQdrant()
  const empty = async (collection: string) => {
    await stores.client.delete(`${stores.namespace}_${collection}`, { filter: {}, wait: true })
  }
  return Promise.resolve({ ...stores, index: recycling(stores.index, empty) })
}

describe('Qdrant: contracts', { skip: skipWithoutQdrant }, () => {
  videoIndexContract('Qdrant', openRecycling)
  registryContract('Qdrant', open)
  signalStoreContract('Qdrant', open)
  viewerStoreContract('Qdrant', open)
  artefactStoreContract('Qdrant', open)
})
