import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Logger } from '#shared/logger.ts'
import { SILENT } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { parseEvent } from '#shared/video/event.ts'
import { upsertJson } from '#test/support/events.ts'
import { openTestIngest } from '#test/support/ingest.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

/** Titles point one way, everything else another. */
function apart(title: string): Embedder {
  const direction = (at: number) => Float32Array.from({ length: 16 }, (_, i) => Number(i === at))
  return { ...stubEmbedder(), embed: (texts) => Promise.resolve(texts.map((text) => direction(text === title ? 0 : 1))) }
}

async function warnings(title: string, source: string): Promise<unknown[]> {
  const warned: unknown[] = []
  const logger: Logger = { ...SILENT, warn: (event, fields) => void warned.push({ event, ...fields }) }
  const product = await openTestIngest({ embedder: apart('Comet hits the moon'), context: { logger } })
  const transcript = {
    format: 'text',
    source,
    text: 'Breathe in slowly, lift both arms, and let the shoulders sink as you breathe out again.',
  }
  await product.ingest(parseEvent(upsertJson({ id: 'v', title, transcript })), 1)
  await product.close()
  return warned
}

describe('a title that the speech does not bear out', () => {
  it('is told to operators by a named event', async () => {
    const [warning] = await warnings('Comet hits the moon', 'asr')
    assert.partialDeepStrictEqual(warning, { event: 'title-far-from-transcript', id: 'v', version: 1 })
  })

  it('is not told where title and speech agree, nor of captions, which are no evidence', async () => {
    assert.deepEqual(await warnings('Slow breathing', 'asr'), [])
    assert.deepEqual(await warnings('Comet hits the moon', 'uploader'), [])
  })

  it('costs nothing by default', () => assert.equal(DEFAULT_RECIPE.unsupportedTitle.penalty, 0))
})
