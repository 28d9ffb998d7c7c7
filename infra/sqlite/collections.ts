import { UpnextError } from '#shared/errors.ts'
import type { Connection } from './connection.ts'

export interface CollectionSpec {
  readonly dimensions: number
  readonly recipeDigest: string
}

/** The tables of one collection. Names are made from its number: the collection's own name never becomes SQL. */
export interface Tables {
  readonly number: number
  readonly dimensions: number
  readonly points: string
  readonly vectors: string
  readonly terms: string
  readonly postings: string
  readonly keys: string
  readonly spellings: string
}

/**
 * Points: a tombstone has `deleted` = 1, no standing, no content. `standing`: 0 shown, 1 seed-only, 2 hidden. The columns before `id`
 * repeat what filters need of `ranking`. `words`: see words-blob.ts. Postings hold the same weights by term, for retrieval: see postings.ts.
 * Keys: the `identityKeys` of live points. Spellings: the keys of their titles' words.
 */
function tablesSql({ points, vectors, terms, postings, keys, spellings }: Tables): string {
  return `
    CREATE TABLE ${points} (
      n INTEGER PRIMARY KEY, standing INTEGER, language TEXT, channel TEXT, category TEXT, published_at INTEGER, available_from INTEGER,
      available_until INTEGER, duration REAL, embeddable INTEGER, age_restricted INTEGER, regions TEXT, id TEXT NOT NULL UNIQUE,
      version INTEGER NOT NULL, deleted INTEGER NOT NULL, digest TEXT NOT NULL, text_hash TEXT, changed_at INTEGER NOT NULL,
      words BLOB, ranking TEXT, display TEXT) STRICT;
    CREATE INDEX ${points}_newest ON ${points} (published_at DESC, id) WHERE standing = 0;
    CREATE INDEX ${points}_channel ON ${points} (channel, published_at DESC, id) WHERE standing = 0;
    CREATE INDEX ${points}_down ON ${points} (changed_at, id) WHERE standing IS NOT 0;
    CREATE TABLE ${vectors} (n INTEGER PRIMARY KEY, vector BLOB NOT NULL) STRICT;
    CREATE TABLE ${terms} (t INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE ${postings} (t INTEGER, block INTEGER, entries BLOB NOT NULL, PRIMARY KEY (t, block)) STRICT, WITHOUT ROWID;
    CREATE TABLE ${keys} (key TEXT, n INTEGER, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
    CREATE INDEX ${keys}_of ON ${keys} (n);
    CREATE TABLE ${spellings} (key INTEGER, n INTEGER, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
    CREATE INDEX ${spellings}_of ON ${spellings} (n);`
}

/** @throws UpnextError `conflict` where a collection of that name has another recipe. */
export function createCollection(connection: Connection, { name, spec }: { name: string; spec: CollectionSpec }): void {
  const known = connection.get('SELECT dimensions, recipe_digest FROM collections WHERE name = $name', { name })
  if (known === undefined) {
    const { dimensions, recipeDigest } = spec
    connection.run('INSERT INTO collections (name, dimensions, recipe_digest) VALUES ($name, $dimensions, $recipeDigest)', {
      name,
      dimensions,
      recipeDigest,
    })
    connection.exec(tablesSql(tablesOf(connection, name)))
  } else if (known['dimensions'] !== spec.dimensions || known['recipe_digest'] !== spec.recipeDigest) {
    throw new UpnextError('conflict', `The collection "${name}" exists with another recipe.`, { fix: 'Name the new collection otherwise.' })
  }
}

/** Dropping what is not there is no error. */
export function dropCollection(connection: Connection, { name }: { name: string }): void {
  if (connection.get('SELECT 1 FROM collections WHERE name = $name', { name }) === undefined) return
  const { points, vectors, terms, postings, keys, spellings } = tablesOf(connection, name)
  for (const table of [points, vectors, terms, postings, keys, spellings]) connection.exec(`DROP TABLE ${table}`)
  connection.run('DELETE FROM collections WHERE name = $name', { name })
}

/** @throws UpnextError `not-found` for an unknown collection. */
export function tablesOf(connection: Connection, name: string): Tables {
  const row = connection.get('SELECT n, dimensions FROM collections WHERE name = $name', { name })
  if (row === undefined) {
    throw new UpnextError('not-found', `There is no collection "${name}".`, { fix: 'Run `upnext status` to see the collections.' })
  }
  return tablesNumbered(Number(row['n']), Number(row['dimensions']))
}

function tablesNumbered(number: number, dimensions: number): Tables {
  const name = (part: string): string => `${part}_${number}`
  return {
    number,
    dimensions,
    points: name('points'),
    vectors: name('vectors'),
    terms: name('terms'),
    postings: name('postings'),
    keys: name('keys'),
    spellings: name('spellings'),
  }
}
