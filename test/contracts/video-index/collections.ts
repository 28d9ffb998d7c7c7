import { randomUUID } from 'node:crypto'
import type { VideoIndex } from '#shared/index/video-index.ts'
import { DIMENSIONS } from '#test/support/points.ts'

/** The index under test, opened once for a suite. */
export type IndexUnderTest = () => VideoIndex

/** Runs a test in a collection of its own. */
export async function inCollection<T>(index: VideoIndex, action: (collection: string) => Promise<T>): Promise<T> {
  const name = `contract-${randomUUID()}`
  await index.createCollection(name, { dimensions: DIMENSIONS, recipeDigest: 'recipe' })
  try {
    return await action(name)
  } finally {
    await index.dropCollection(name)
  }
}
