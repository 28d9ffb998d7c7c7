import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { changeRegistry, collectionNamed } from '#shared/index/registry-change.ts'
import { PREVIOUS_ALIAS, SERVING_ALIAS } from '#shared/index/registry.ts'
import type { RegistryState } from '#shared/index/registry.ts'
import type { Operation } from '../operation.ts'
import { moved } from './promote.ts'

const input = z.object({
  /** What the operator saw serving: twice the same command rolls back once. */
  expected: z.object({ serving: z.string() }),
  dryRun: z.boolean().default(false),
})

const report = z.object({
  outcome: z.enum(['rolled-back', 'planned']),
  serving: z.string(),
  previous: z.string(),
  revision: z.int().min(0),
})

export type RollbackInput = z.input<typeof input>
export type RollbackReport = z.output<typeof report>

/** Lets the collection serve again that served before: ingest has gone on writing it, so that nothing is lost. */
export const ROLLBACK: Operation<RollbackInput, null, RollbackReport> = {
  name: 'rollback',
  summary: 'Lets the collection serve again that served before',
  access: 'write',
  input,
  cursor: z.null(),
  report,
  step: async ({ expected, dryRun = false }, _, { registry, logger, clock }) => {
    const plan = (state: RegistryState) => {
      const { [SERVING_ALIAS]: serving, [PREVIOUS_ALIAS]: previous } = state.aliases
      if (serving !== expected.serving) throw changed(serving)
      return moved(state, previousOf(state, previous), clock())
    }
    const before = await registry.read()
    const planned = plan(before)
    const after = dryRun ? { ...planned, revision: before.revision } : await changeRegistry(registry, plan)
    const { [SERVING_ALIAS]: serving = '', [PREVIOUS_ALIAS]: previous = '' } = after.aliases
    if (!dryRun) logger.info('index.rolled-back', { collection: serving, from: previous, revision: after.revision })
    return { cursor: null, report: { outcome: dryRun ? 'planned' : 'rolled-back', serving, previous, revision: after.revision } }
  },
}

function previousOf(state: RegistryState, previous: string | undefined) {
  const record = previous === undefined ? undefined : collectionNamed(state, previous)
  if (record?.state === 'live') return record
  throw new UpnextError('invalid-request', 'There is nothing to roll back to.', {
    fix: 'A collection that served before is kept until `upnext index purge`.',
  })
}

function changed(serving: string | undefined): UpnextError {
  return new UpnextError('conflict', `The registry is not as you saw it: ${serving ?? 'nothing'} serves.`, {
    fix: 'Look at `upnext index status` and decide again.',
  })
}
