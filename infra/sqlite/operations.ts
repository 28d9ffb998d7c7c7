import { getArtefact, putArtefact } from './artefacts.ts'
import { createCollection, dropCollection } from './collections.ts'
import { contentOf, eraseContent } from './erasure.ts'
import { appendFeedback, countOfViewers, eraseViewers, expireFeedback, select } from './feedback/rows.ts'
import { candidates, score } from './index/candidates.ts'
import { count, displays, heads, latest, seeds, takeDowns, words } from './index/reads.ts'
import { spelledLike } from './index/spellings.ts'
import { isIndexed, oldTombstones, purgeTombstones, scan, setIndexing } from './index/upkeep.ts'
import { fill, patch, putChannels, upsert } from './index/writes.ts'
import { countLetters, listLetters, putLetter, removeLetter } from './letters.ts'
import { readRegistry, replaceRegistry } from './registry.ts'
import { getLists, putLists } from './signal-lists.ts'
import { getSignals, putSignals, removeSignals } from './signals.ts'
import { readSnapshot, takeSnapshot } from './snapshot.ts'
import { expireWatched, putWatched, removeWatched, watchedBy } from './viewers.ts'
import { appendVectors, countVectors, nearestVectors, vectorsOf } from './vectors.ts'
import { appendChanges, appendChannels, appendSignals, changesOf, countWarehouse, lastIngestedAt, sampleIds } from './warehouse.ts'

/** What a reader thread can be asked. Each runs in a transaction of its own, on one state of the file. */
export const READS = {
  heads,
  seeds,
  displays,
  spelledLike,
  words,
  candidates,
  score,
  latest,
  getArtefact,
  takeDowns,
  count,
  scan,
  isIndexed,
  oldTombstones,
  readRegistry,
  getSignals,
  getLists,
  listLetters,
  countLetters,
  takeSnapshot,
  readSnapshot,
  vectorsOf,
  countVectors,
  nearestVectors,
  sampleIds,
  lastIngestedAt,
  changesOf,
  countWarehouse,
  contentOf,
  select,
  countOfViewers,
  watchedBy,
}

/** What the writer thread can be asked. Several calls share a transaction; one that fails does not fail the others. */
export const WRITES = {
  createCollection,
  dropCollection,
  upsert,
  patch,
  fill,
  setIndexing,
  purgeTombstones,
  putChannels,
  replaceRegistry,
  putSignals,
  removeSignals,
  putLists,
  putLetter,
  removeLetter,
  putArtefact,
  appendChanges,
  appendVectors,
  appendSignals,
  appendChannels,
  eraseContent,
  appendFeedback,
  eraseViewers,
  expireFeedback,
  putWatched,
  removeWatched,
  expireWatched,
}

export type Reads = typeof READS
export type Writes = typeof WRITES
export type Input<Operations, Name extends keyof Operations> = Operations[Name] extends (connection: never, input: infer In) => unknown
  ? In
  : undefined
export type Output<Operations, Name extends keyof Operations> = Operations[Name] extends (...inputs: never) => infer Out ? Out : never
