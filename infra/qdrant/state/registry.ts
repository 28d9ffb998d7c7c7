import { randomUUID } from 'node:crypto'
import { UpnextError } from '#shared/errors.ts'
import type { Registry, RegistryState } from '#shared/index/registry.ts'
import type { CollectionPlan } from '../collections/config.ts'
import { ensureCollection } from '../collections/ensure.ts'
import type { Names } from '../collections/names.ts'
import { once } from '../collections/once.ts'
import { apply, orIfMissing, retrieve } from '../collections/records.ts'
import { is } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import { STATE_KEY } from '../keys.ts'
import { pointId } from '../point-id.ts'
import { followAliases } from './aliases.ts'

type Next = Omit<RegistryState, 'revision'>

/** The record as it is stored. */
interface Stored {
  readonly revision: number
  /** As JSON text: exactly what was written comes back. */
  readonly state: string
  /** Who made the last changes, newest first: an answer to a conditional write does not say whether it applied. */
  readonly tokens: readonly string[]
}

const RECORD = pointId('registry')
const EMPTY: Stored = { revision: 0, state: JSON.stringify({ collections: [], aliases: {} } satisfies Next), tokens: [] }
/** A writer finds its token as long as not so many others came between its write and its look. */
const KEPT_TOKENS = 50

/** One record, changed by compare-and-set on its revision. Qdrant's aliases follow it, for people and tools: no request resolves them. */
export function createRegistry(connection: Connection, names: Names, plan: CollectionPlan): Registry {
  const load = async (): Promise<Stored> => {
    const [record] = await orIfMissing(retrieve(connection, names.registry, [RECORD], { payload: true, fresh: true }), [])
    return record === undefined ? EMPTY : (record.payload as unknown as Stored)
  }
  const ensured = once(async () => {
    await ensureCollection(connection, names.registry, plan)
    // A condition keeps out no point that is missing: the record must be there before the first conditional write.
    const first = { points: [{ id: RECORD, vector: {}, payload: { ...EMPTY } }], update_mode: 'insert_only' as const }
    await apply(connection, names.registry, [{ upsert: first }])
  })
  const replace = async (expected: number, next: Next): Promise<RegistryState> => {
    await ensured()
    const stored = await load()
    if (stored.revision !== expected) throw changed(expected)
    const token = randomUUID()
    const payload = { revision: expected + 1, state: textOf(next), tokens: [token, ...stored.tokens].slice(0, KEPT_TOKENS) }
    const condition = { must: [is(STATE_KEY.revision, expected)] }
    const upsert = { points: [{ id: RECORD, vector: {}, payload }], update_filter: condition, update_mode: 'update_only' as const }
    await apply(connection, names.registry, [{ upsert }])
    if (!(await load()).tokens.includes(token)) throw changed(expected)
    await followAliases(connection, names, next.aliases)
    return stateOf(payload)
  }
  return { read: async () => stateOf(await load()), replace }
}

function stateOf({ revision, state }: Stored): RegistryState {
  return { revision, ...(JSON.parse(state) as Next) }
}

function textOf({ collections, aliases }: Next): string {
  return JSON.stringify({ collections, aliases } satisfies Next)
}

function changed(expected: number): UpnextError {
  return new UpnextError('conflict', `The registry is no longer at revision ${expected}.`, { fix: 'Read it again and repeat the step.' })
}
