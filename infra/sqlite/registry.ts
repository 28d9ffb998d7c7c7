import { UpnextError } from '#shared/errors.ts'
import type { Registry, RegistryState } from '#shared/index/registry.ts'
import type { Connection } from './connection.ts'
import type { Threads } from './threads.ts'

type Next = Omit<RegistryState, 'revision'>

export function createRegistry({ read, write }: Threads): Registry {
  return {
    read: () => read('readRegistry', undefined),
    replace: (expected, next) => write('replaceRegistry', { expected, next }),
  }
}

export function readRegistry(connection: Connection): RegistryState {
  const row = connection.get('SELECT revision, state FROM registry')
  return { revision: Number(row?.['revision']), ...(JSON.parse(String(row?.['state'])) as Next) }
}

export function replaceRegistry(connection: Connection, { expected, next }: { expected: number; next: Next }): RegistryState {
  const { collections, aliases } = next
  const sql = 'UPDATE registry SET revision = revision + 1, state = $state WHERE revision = $expected'
  if (connection.run(sql, { expected, state: JSON.stringify({ collections, aliases }) }) === 1)
    return { revision: expected + 1, collections, aliases }
  throw new UpnextError('conflict', `The registry is no longer at revision ${expected}.`, { fix: 'Read it again and repeat the step.' })
}
