import { artefactStoreContract } from '#test/contracts/artefact-store.ts'
import { feedbackContract } from '#test/contracts/feedback.ts'
import { letterStoreContract } from '#test/contracts/letter-store.ts'
import { registryContract } from '#test/contracts/registry.ts'
import { signalStoreContract } from '#test/contracts/signal-store.ts'
import { viewerStoreContract } from '#test/contracts/viewer-store.ts'
import { videoIndexContract } from '#test/contracts/video-index.ts'
import { warehouseContract } from '#test/contracts/warehouse.ts'
import { watchesContract } from '#test/contracts/watches.ts'
import { createFeedbackPublisher } from '#infra/sqlite/feedback/publisher.ts'
import { openTemporary } from '#test/support/sqlite.ts'

const open = () => openTemporary()

videoIndexContract('SQLite', open)
registryContract('SQLite', open)
signalStoreContract('SQLite', open)
viewerStoreContract('SQLite', open)
artefactStoreContract('SQLite', open)
warehouseContract('SQLite', open)
letterStoreContract('SQLite', open, { counts: true })
feedbackContract('SQLite', async () => {
  const stores = await open()
  const publisher = createFeedbackPublisher(stores.threads, () => stores.close())
  return { ...stores, append: (rows) => publisher.publish(rows) }
})
watchesContract('SQLite', async () => {
  const stores = await open()
  const publisher = createFeedbackPublisher(stores.threads, () => Promise.resolve())
  return { ...stores, append: (rows) => publisher.publish(rows) }
})
