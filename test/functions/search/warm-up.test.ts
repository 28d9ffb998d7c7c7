import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { warmUp } from '#functions/search/warm-up.ts'
import { UpnextError } from '#shared/errors.ts'
import { SILENT } from '#shared/logger.ts'
import { recordingLogger, type LogFields } from '#test/support/log.ts'
import { fixedRegistry, TEST_RECIPE } from '#test/support/recommending.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

describe('warmUp', () => {
  it('loads the model that serves', async () => {
    const asked: string[] = []
    await warmUp(fixedRegistry(), (model) => Promise.resolve((asked.push(model), stubEmbedder())), SILENT)
    assert.deepEqual(asked, [TEST_RECIPE.model])
  })

  it('leaves a model or an index that is out of reach to the first request', async () => {
    const fail = () => Promise.reject(new UpnextError('unavailable', 'not now'))
    const lines: LogFields[] = []
    await warmUp(fixedRegistry(), fail, recordingLogger(lines))
    await warmUp({ read: fail }, () => Promise.resolve(stubEmbedder()), recordingLogger(lines))
    assert.deepEqual(
      lines.map(({ event }) => event),
      ['search.not-warm', 'search.not-warm'],
    )
  })
})
