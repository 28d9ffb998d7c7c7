import type { Schemas } from '@qdrant/js-client-rest'
import type { RegistryState } from '#shared/index/registry.ts'
import type { Names } from '../collections/names.ts'
import type { Connection } from '../connection/connection.ts'

/** Brings Qdrant's aliases to what the registry says; one whose collection is not there is left out. */
export async function followAliases(connection: Connection, names: Names, aliases: RegistryState['aliases']): Promise<void> {
  const [{ collections }, known] = await Promise.all([
    connection.read((api, init) => api.getCollections({}, init)),
    connection.read((api, init) => api.getCollectionsAliases({}, init)),
  ])
  const existing = new Set(collections.map(({ name }) => name))
  const wanted = new Map(
    Object.entries(aliases)
      .map(([alias, collection]) => [names.alias(alias), names.videos(collection)] as const)
      .filter(([, collection]) => existing.has(collection)),
  )
  const gone = known.aliases.map(({ alias_name }) => alias_name).filter((alias) => names.isAlias(alias) && !wanted.has(alias))
  const actions: Schemas['AliasOperations'][] = [
    ...gone.map((alias_name) => ({ delete_alias: { alias_name } })),
    ...Array.from(wanted, ([alias_name, collection_name]) => ({ create_alias: { alias_name, collection_name } })),
  ]
  if (actions.length > 0) await connection.write((api, init) => api.updateAliases({ actions }, init))
}
