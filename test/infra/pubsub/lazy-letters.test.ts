import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lazyLetters } from '#infra/pubsub/lazy-letters.ts'
import type { LetterStore } from '#shared/events/letters.ts'

const LETTER = { messageId: 'm', receivedAt: 0, reason: 'no JSON', attributes: {}, data: '' }

function world() {
  const steps: string[] = []
  const letters: LetterStore = {
    put: (box, { messageId }) => Promise.resolve(void steps.push(`put ${box} ${messageId}`)),
    visit: () => Promise.resolve(),
    count: () => Promise.resolve(3),
  }
  const open = () => Promise.resolve((steps.push('open'), { letters, close: () => Promise.resolve(void steps.push('close')) }))
  return { steps, store: lazyLetters(open) }
}

test('a store that nobody uses is never opened', async () => {
  const { steps, store } = world()
  await store.close()
  assert.deepEqual(steps, [])
})

test('the first letter opens it, once, and closing closes it', async () => {
  const { steps, store } = world()
  await Promise.all([store.letters.put('quarantine', LETTER), store.letters.count('quarantine')])
  await store.close()
  assert.deepEqual(steps, ['open', 'put quarantine m', 'close'])
})
