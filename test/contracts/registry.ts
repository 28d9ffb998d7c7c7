import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import type { Registry, RegistryState } from '#shared/index/registry.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'

interface Opened {
  readonly registry: Registry
  readonly close: () => Promise<void>
}

const NEXT: Omit<RegistryState, 'revision'> = {
  collections: [
    { name: 'videos-1', recipe: DEFAULT_RECIPE, state: 'live', createdAt: 5, leftAt: 9, check: { at: 8, passed: true, report: 'ab' } },
    {
      name: 'videos-2',
      recipe: DEFAULT_RECIPE,
      state: 'filling',
      createdAt: 6,
      backfill: { snapshot: '1-0', startedAt: 7, videos: 3, placed: 1, afterId: 'é/ "', runner: 'r', seenAt: 8 },
    },
  ],
  aliases: { serving: 'videos-1', 'très/odd': 'videos-1' },
}

/** What every Registry must hold. `open` gives an empty one. */
export function registryContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name}: registry`, () => {
    const opened: Opened[] = []
    before(async () => {
      opened.push(await open())
    })
    after(() => opened[0]?.close())
    const registry = (): Registry => {
      const [first] = opened
      if (first === undefined) throw new Error('The registry is not open.')
      return first.registry
    }

    it('starts empty at revision 0', async () => {
      assert.deepEqual(await registry().read(), { revision: 0, collections: [], aliases: {} })
    })

    it('raises the revision by one with every change and keeps what it was given', async () => {
      const { revision } = await registry().read()
      const written = await registry().replace(revision, NEXT)
      assert.deepEqual(written, { revision: revision + 1, ...NEXT })
      assert.deepEqual(await registry().read(), written)
    })

    it('refuses a change of what has changed since it was read, and keeps the state', async () => {
      const before = await registry().read()
      await assert.rejects(registry().replace(before.revision - 1, { collections: [], aliases: {} }), isConflict)
      await assert.rejects(registry().replace(before.revision + 1, { collections: [], aliases: {} }), isConflict)
      assert.deepEqual(await registry().read(), before)
    })

    it('lets one of several writers win, the others get a conflict', async () => {
      const { revision } = await registry().read()
      const names = Array.from({ length: 8 }, (_, i) => `videos-${i}`)
      const tries = await Promise.allSettled(names.map((name) => registry().replace(revision, { ...NEXT, aliases: { serving: name } })))
      const won = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      assert.equal(won.length, 1)
      for (const one of tries) assert.ok(one.status === 'fulfilled' || isConflict(one.reason))
      assert.deepEqual(await registry().read(), won[0])
    })
  })
}

function isConflict(error: unknown): boolean {
  return isUpnextError(error, 'conflict') && !error.retryable
}
