import assert from 'node:assert/strict'
import { it } from 'node:test'
import { stored } from '#test/support/catalogue.ts'
import type { LogFields } from '#test/support/log.ts'
import { recordingLogger } from '#test/support/log.ts'
import { recommendApp, shelfOf } from '#test/support/recommending.ts'

it('an answer logs what it was filled with, and nothing of whom it was for', async () => {
  const log: LogFields[] = []
  const app = recommendApp([stored('seed', { angle: 0 }), stored('near', { angle: 10, channelId: 'c' })], { logger: recordingLogger(log) })
  const { fill } = await shelfOf(app, 'seed')
  const { byTier, degraded, returned } = fill
  assert.deepEqual(log, [{ event: 'shelf-filled', byTier, degraded, returned }])
  assert.equal(returned, 1)
})
