import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertListening } from '#infra/push/probe.ts'
import { isUpnextError } from '#shared/errors.ts'
import { startPushServer } from '#test/support/push-server.ts'

describe('assertListening', () => {
  it('is content where somebody listens, and says how to start the product where nobody does', async () => {
    const server = await startPushServer()
    await assertListening(server.url)
    await server.close()
    await assert.rejects(
      assertListening(server.url),
      (error) => isUpnextError(error, 'unavailable') && error.message.includes('ECONNREFUSED') && error.fix?.includes('npm start') === true,
    )
  })
})
