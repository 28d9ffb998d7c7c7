import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { batching } from '#shared/embedding/batching.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { isUpnextError, UpnextError } from '#shared/errors.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 8 })

test('calls within the window share a batch, each gets its own vectors', async () => {
  const inner = stubEmbedder()
  const shared = batching(inner)
  const [first, second] = await Promise.all([shared.embed(['red', 'green']), shared.embed(['blue'])])
  assert.deepEqual(inner.calls, [['red', 'green', 'blue']])
  assert.deepEqual([first, second], [await stubEmbedder().embed(['red', 'green']), await stubEmbedder().embed(['blue'])])
})

test('texts of videos and queries never share one', async () => {
  const inner = stubEmbedder()
  const shared = batching(inner)
  await Promise.all([shared.embed(['red']), shared.embed(['blue'], 'query'), shared.embed(['green'])])
  assert.deepEqual(inner.calls, [['red', 'green'], ['blue']])
  assert.deepEqual(inner.uses, ['video', 'query'])
})

test('calls further apart do not', async () => {
  const inner = stubEmbedder()
  const shared = batching(inner, { windowMs: 1 })
  await shared.embed(['red'])
  await shared.embed(['blue'])
  assert.deepEqual(inner.calls, [['red'], ['blue']])
})

test('whatever the calls, vectors and their order are those of the inner embedder, and batches keep the limits', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 6 }), async (calls) => {
      const inner = stubEmbedder()
      const shared = batching(inner, { windowMs: 0, maxTexts: 4, maxCharacters: 20 })
      const answers = await Promise.all(calls.map((texts) => shared.embed(texts)))
      assert.deepEqual(answers, await Promise.all(calls.map((texts) => stubEmbedder().embed(texts))))
      assert.deepEqual(inner.calls.flat(), calls.flat())
      for (const batch of inner.calls) assert.ok(batch.length <= 4 && (batch.length === 1 || batch.join('').length <= 20))
    }),
    { numRuns: 50 },
  )
})

test('a full batch does not wait for the window', async () => {
  const inner = stubEmbedder()
  const shared = batching(inner, { windowMs: 60_000, maxTexts: 2 })
  const answer = shared.embed(['a', 'b', 'c'])
  await pause(1)
  assert.deepEqual(inner.calls, [['a', 'b']])
  await shared.close()
  assert.equal((await answer).length, 3)
})

test('a failed batch fails every caller in it, and the next batch is a new start', async () => {
  const inner = stubEmbedder()
  let broken = true
  const failing: Embedder = {
    ...inner,
    embed: (texts) => (broken ? Promise.reject(new UpnextError('unavailable', 'busy')) : inner.embed(texts)),
  }
  const shared = batching(failing)
  const outcomes = await Promise.allSettled([shared.embed(['a']), shared.embed(['b', 'c'])])
  for (const outcome of outcomes) assert.ok(outcome.status === 'rejected' && isUpnextError(outcome.reason, 'unavailable'))
  broken = false
  assert.equal((await shared.embed(['a'])).length, 1)
})

test('an empty text fails its own caller only', async () => {
  const shared = batching(stubEmbedder())
  const [good, bad] = await Promise.allSettled([shared.embed(['a']), shared.embed(['b', ' '])])
  assert.equal(good.status, 'fulfilled')
  assert.ok(bad.status === 'rejected' && isUpnextError(bad.reason, 'embedding'))
})

test('closing embeds what waits, then closes the inner embedder', async () => {
  const steps: string[] = []
  const inner = stubEmbedder()
  const shared = batching(
    {
      ...inner,
      embed: async (texts) => {
        await pause(5)
        steps.push('embedded')
        return inner.embed(texts)
      },
      close: () => Promise.resolve(void steps.push('closed')),
    },
    { windowMs: 60_000 },
  )
  const answer = shared.embed(['a'])
  await shared.close()
  assert.equal((await answer).length, 1)
  assert.deepEqual(steps, ['embedded', 'closed'])
})
