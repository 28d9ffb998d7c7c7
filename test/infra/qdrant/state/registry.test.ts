import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { openTemporaryQdrant, skipWithoutQdrant, type TemporaryQdrant } from '#test/support/qdrant.ts'

const SPEC = { dimensions: 4, recipeDigest: 'recipe' }

async function withStores(test: (stores: TemporaryQdrant) => Promise<void>): Promise<void> {
  const stores = openTemporaryQdrant()
  try {
    await test(stores)
  } finally {
    await stores.close()
  }
}

async function aliasesOf({ client, namespace }: TemporaryQdrant): Promise<Record<string, string>> {
  const { aliases } = await client.getAliases()
  const own = aliases.filter(({ alias_name }) => alias_name.startsWith(namespace))
  const short = (name: string) => name.slice(namespace.length + 1)
  return Object.fromEntries(own.map(({ alias_name, collection_name }) => [short(alias_name), short(collection_name)]))
}

describe('Qdrant: registry', { skip: skipWithoutQdrant }, () => {
  it('makes the aliases of Qdrant follow, but for collections that are not there', () =>
    withStores(async (stores) => {
      const { index, registry } = stores
      await index.createCollection('one', SPEC)
      await index.createCollection('two', SPEC)
      await registry.replace(0, { collections: [], aliases: { serving: 'one', 'a/b': 'two', lost: 'nowhere' } })
      assert.deepEqual(await aliasesOf(stores), { serving: 'one', 'a%2Fb': 'two' })
      await registry.replace(1, { collections: [], aliases: { serving: 'two' } })
      assert.deepEqual(await aliasesOf(stores), { serving: 'two' })
    }))

  it('takes no change of a record that was lost', () =>
    withStores(async ({ registry }) => {
      await assert.rejects(registry.replace(3, { collections: [], aliases: {} }), (error) => isUpnextError(error, 'conflict'))
      assert.equal((await registry.read()).revision, 0)
    }))
})
