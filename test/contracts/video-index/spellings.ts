import assert from 'node:assert/strict'
import { it } from 'node:test'
import { spellingKeys, titleKeys } from '#shared/text/spelling/keys.ts'
import { spelledWords } from '#shared/text/spelling/spelled-words.ts'
import { aPoint, aRanking, aTombstone } from '#test/support/points.ts'
import { inCollection, type IndexUnderTest } from './collections.ts'

const ALL = { now: 0, regions: [], ageRestricted: true }

function titled(id: string, title: string, language = 'en') {
  return aPoint({ id, spelling: titleKeys(title, language), display: { title }, ranking: aRanking({ language }) })
}

function keysOf(word: string): readonly number[] {
  return spelledWords(word).flatMap(spellingKeys)
}

/** Finding titles by how their words are spelled. */
export function spellingRules(index: IndexUnderTest): void {
  it('gives titles that spell a word nearly alike, the most alike first, in any script', () =>
    inCollection(index(), async (collection) => {
      const titles = ['Sourdough bread', 'Breads of the world', '天然酵母面包的做法', 'Хлеб на закваске', 'A tidy shed']
      await index().upsert(
        collection,
        titles.map((title, i) => titled(`v${i}`, title)),
      )
      const queries = ['sourdouh', 'bread', '酵毋面包', 'закваксе', 'zzzzzz'].map((word) => ({ keys: keysOf(word), filter: ALL, limit: 5 }))
      const found = await index().spelledLike(collection, queries)
      assert.deepEqual(found, [['Sourdough bread'], ['Sourdough bread', 'Breads of the world'], [titles[2]], [titles[3]], []])
    }))

  it('keeps to the filter and the limit', () =>
    inCollection(index(), async (collection) => {
      const hidden = aPoint({ id: 'hidden', spelling: titleKeys('Sourdough secrets', 'en'), ranking: aRanking({ standing: 'hidden' }) })
      await index().upsert(collection, [hidden, titled('en', 'Sourdough one'), titled('fr', 'Sourdough deux', 'fr')])
      const ask = async (filter: typeof ALL & { languages?: string[] }, limit = 5) =>
        (await index().spelledLike(collection, [{ keys: keysOf('sourdoug'), filter, limit }]))[0]
      assert.deepEqual(await ask({ ...ALL, languages: ['fr'] }), ['Sourdough deux'])
      assert.deepEqual((await ask(ALL))?.toSorted(), ['Sourdough deux', 'Sourdough one'])
      assert.equal((await ask(ALL, 1))?.length, 1)
    }))

  it('forgets the spelling of a title that is replaced or deleted', () =>
    inCollection(index(), async (collection) => {
      const find = async () => (await index().spelledLike(collection, [{ keys: keysOf('sourdough'), filter: ALL, limit: 5 }]))[0]
      await index().upsert(collection, [titled('a', 'Sourdough'), titled('b', 'Sourdough too')])
      const order = { version: 2, deleted: false, digest: 'aa' }
      await index().upsert(collection, [{ ...titled('a', 'Rye'), order }, aTombstone('b', 2)])
      assert.deepEqual(await find(), [])
    }))
}
