import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { caching } from '#shared/embedding/caching.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { isUpnextError, UpnextError } from '#shared/errors.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

test('a text is embedded once, within a call and over calls', async () => {
  const inner = stubEmbedder()
  const cached = caching(inner)
  await cached.embed(['science', 'music', 'science'])
  await cached.embed(['music', 'art'])
  assert.deepEqual(inner.calls, [['science', 'music'], ['art']])
})

test('calls at the same time embed a text once', async () => {
  const inner = stubEmbedder()
  const cached = caching(inner)
  await Promise.all([cached.embed(['science']), cached.embed(['science'])])
  assert.deepEqual(inner.calls, [['science']])
})

test('a query has a vector of its own', async () => {
  const inner = stubEmbedder()
  const cached = caching(inner)
  await cached.embed(['science'])
  await cached.embed(['science'], 'query')
  assert.deepEqual(inner.uses, ['video', 'query'])
})

test('whatever came before, vectors are those of the inner embedder', async () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'a long text that is not kept'), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { maxLength: 5 }), async (calls) => {
      const cached = caching(stubEmbedder(), { maxEntries: 2, maxCharacters: 5 })
      for (const call of calls) assert.deepEqual(await cached.embed(call), await stubEmbedder().embed(call))
    }),
  )
})

test('long texts are not kept', async () => {
  const inner = stubEmbedder()
  const cached = caching(inner, { maxCharacters: 3 })
  await cached.embed(['long', 'long'])
  await cached.embed(['long'])
  assert.deepEqual(inner.calls, [['long'], ['long']])
})

test('a caller that changes its vector changes nobody else’s', async () => {
  const cached = caching(stubEmbedder())
  const [mine] = await cached.embed(['a'])
  mine?.fill(0)
  assert.deepEqual(await cached.embed(['a']), await stubEmbedder().embed(['a']))
})

test('a failure reaches every caller that waits for it and is not kept', async () => {
  const inner = stubEmbedder()
  let broken = true
  const failing: Embedder = {
    ...inner,
    embed: (texts) => (broken ? Promise.reject(new UpnextError('unavailable', 'busy')) : inner.embed(texts)),
  }
  const cached = caching(failing)
  const outcomes = await Promise.allSettled([cached.embed(['a', 'b']), cached.embed(['b', 'c'])])
  for (const outcome of outcomes) assert.ok(outcome.status === 'rejected' && isUpnextError(outcome.reason, 'unavailable'))
  broken = false
  assert.deepEqual(await cached.embed(['a', 'b']), await stubEmbedder().embed(['a', 'b']))
})

test('an empty text is refused before anything is embedded', async () => {
  const inner = stubEmbedder()
  await assert.rejects(caching(inner).embed(['a', '']), (error) => isUpnextError(error, 'embedding'))
  assert.deepEqual(inner.calls, [])
})
