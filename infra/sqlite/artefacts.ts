import { artefactDigest } from '#shared/recipe/statistics/artefact.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import type { Connection } from './connection.ts'
import type { Threads } from './threads.ts'

export function createArtefactStore({ read, write }: Threads): ArtefactStore {
  return {
    put: async (bytes) => {
      const digest = artefactDigest(bytes)
      await write('putArtefact', { digest, bytes: Uint8Array.from(bytes) })
      return digest
    },
    get: (digest) => read('getArtefact', { digest }),
  }
}

export function putArtefact(connection: Connection, { digest, bytes }: { digest: string; bytes: Uint8Array }): void {
  connection.run('INSERT OR IGNORE INTO artefacts (digest, bytes) VALUES ($digest, $bytes)', { digest, bytes })
}

export function getArtefact(connection: Connection, { digest }: { digest: string }): Uint8Array | undefined {
  const bytes = connection.get('SELECT bytes FROM artefacts WHERE digest = $digest', { digest })?.['bytes']
  return bytes instanceof Uint8Array ? bytes : undefined
}
