import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { changeRegistry, collectionNamed, withCollection } from '#shared/index/registry-change.ts'
import { isComplete, PREVIOUS_ALIAS, SERVING_ALIAS } from '#shared/index/registry.ts'
import type { CollectionRecord, RegistryState } from '#shared/index/registry.ts'
import type { Operation } from '../operation.ts'

/** A pass says something of the collection as it was then. */
const CHECK_KEEPS_MS = 24 * 60 * 60 * 1000

const name = z.string()

const input = z.object({
  collection: name,
  /** What the operator saw: what serves, and the report of the last verification. Another state is a conflict. */
  expected: z.object({ serving: name.nullable(), report: z.string().nullable() }),
  /** Why it is promoted without a pass; the log keeps it. */
  force: z.string().min(1).max(500).optional(),
  dryRun: z.boolean().default(false),
})

const report = z.object({
  collection: name,
  outcome: z.enum(['promoted', 'unchanged', 'planned']),
  /** Now, and what a rollback would go to. */
  serving: name.nullable(),
  previous: name.nullable(),
  revision: z.int().min(0),
})

export type PromoteInput = z.input<typeof input>
export type PromoteReport = z.output<typeof report>

/** Lets answers be read from a collection that passed its verification. The one that served stays live, for a rollback. */
export const PROMOTE: Operation<PromoteInput, null, PromoteReport> = {
  name: 'promote',
  summary: 'Lets answers be read from a collection that passed its verification',
  access: 'write',
  input,
  cursor: z.null(),
  report,
  step: async ({ collection, expected, force, dryRun = false }, _, { registry, logger, clock }) => {
    const plan = (state: RegistryState) => {
      const record = collectionNamed(state, collection)
      if (state.aliases[SERVING_ALIAS] === collection) return undefined
      assertAsSeen(state, record, expected)
      assertComplete(record)
      if (force === undefined) assertPassed(record, clock())
      return moved(state, record, clock())
    }
    const before = await registry.read()
    const next = plan(before)
    if (dryRun || next === undefined) return done(collection, next === undefined ? 'unchanged' : 'planned', before)
    const after = await changeRegistry(registry, plan)
    // A reason must be kept wherever it is given, also where the command line tells warnings alone.
    logger[force === undefined ? 'info' : 'warn']('index.promoted', {
      collection,
      from: before.aliases[SERVING_ALIAS],
      revision: after.revision,
      ...(force !== undefined && { force }),
    })
    return done(collection, 'promoted', after)
  },
}

/** The registry with the serving alias on a record, and the one before noted. */
export function moved(state: RegistryState, { name }: CollectionRecord, now: number): Omit<RegistryState, 'revision'> {
  const left = state.aliases[SERVING_ALIAS]
  const record = state.collections.find((one) => one.name === left)
  const noted = record === undefined ? state : withCollection(state, { ...record, leftAt: now })
  return { ...noted, aliases: { ...state.aliases, [SERVING_ALIAS]: name, ...(left !== undefined && { [PREVIOUS_ALIAS]: left }) } }
}

function done(collection: string, outcome: PromoteReport['outcome'], { aliases, revision }: RegistryState) {
  const [serving, previous] = [aliases[SERVING_ALIAS] ?? null, aliases[PREVIOUS_ALIAS] ?? null]
  return { cursor: null, report: { collection, outcome, serving, previous, revision } }
}

function assertAsSeen({ aliases }: RegistryState, { check }: CollectionRecord, expected: PromoteInput['expected']): void {
  const serving = aliases[SERVING_ALIAS] ?? null
  if (serving !== expected.serving) throw changed(`${serving ?? 'Nothing'} serves, not ${expected.serving ?? 'nothing'}.`)
  if ((check?.report ?? null) !== expected.report) throw changed('It was verified again since.')
}

function changed(what: string): UpnextError {
  return new UpnextError('conflict', `The registry is not as you saw it: ${what}`, {
    fix: 'Look at `upnext index status` and decide again.',
  })
}

function assertComplete(record: CollectionRecord): void {
  const { name, state } = record
  if (isComplete(record)) return
  throw new UpnextError('invalid-request', `${name} is not complete: ${state === 'live' ? 'it has not caught up' : `it is ${state}`}.`, {
    fix: 'Run `upnext index backfill` to its end.',
  })
}

function assertPassed({ name, check, backfill }: CollectionRecord, now: number): void {
  const refused = (why: string) =>
    new UpnextError('invalid-request', `${name} ${why}`, { fix: 'Run `upnext index verify`, or give a reason with --force.' })
  if (check === undefined) throw refused('was not verified.')
  if (!check.passed) throw refused('did not pass its last verification.')
  if (check.at < (backfill?.closedAt ?? 0)) throw refused('was verified before it was complete.')
  if (now - check.at > CHECK_KEEPS_MS) throw refused('was verified more than a day ago.')
}
