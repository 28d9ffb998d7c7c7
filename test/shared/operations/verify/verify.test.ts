import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setUpIndex } from '#shared/index/set-up.ts'
import { BACKFILL } from '#shared/operations/lifecycle/backfill/backfill.ts'
import { CREATE } from '#shared/operations/lifecycle/create.ts'
import { PROMOTE } from '#shared/operations/lifecycle/promote.ts'
import { verifyPage } from '#shared/operations/verify/page.ts'
import type { VerifyReport } from '#shared/operations/verify/report.ts'
import { VERIFY, type VerifyInput } from '#shared/operations/verify/verify.ts'
import type { OperationDeps } from '#shared/operations/operation.ts'
import { collectionName, type Recipe } from '#shared/recipe/recipe.ts'
import { aVideo } from '#test/support/events.ts'
import { openTestIngest, STUB_RECIPE } from '#test/support/ingest.ts'
import { complete, operationDeps } from '#test/support/operations.ts'
import { openTemporaryQdrant, skipWithoutQdrant, type TemporaryQdrant } from '#test/support/qdrant.ts'
import { recordingLogger, type LogFields } from '#test/support/log.ts'

const OLD = collectionName(STUB_RECIPE)
const RECIPE: Recipe = { ...STUB_RECIPE, name: 'titles-weigh-more', fields: { ...STUB_RECIPE.fields, title: 2 } }
const NEW = collectionName(RECIPE)
const VIDEOS = 40
/** What a stub's vectors and a loaded machine say nothing of. */
const LENIENT = { p95Ms: null, exposure: null }

const ENGINES: Readonly<Record<string, { readonly skip: string | false; readonly open?: () => TemporaryQdrant }>> = {
  SQLite: { skip: false },
  Qdrant: { skip: skipWithoutQdrant, open: () => openTemporaryQdrant() },
}

for (const [engine, { skip, open }] of Object.entries(ENGINES))
  describe(`a verification on ${engine}`, { skip }, () => {
    const world: { opened?: Awaited<ReturnType<typeof openTestIngest>> } = {}
    const opened = () => world.opened ?? assert.fail('not open')
    const deps = (given: Partial<OperationDeps> = {}) => operationDeps(opened().stores, given)
    const verify = (input: Partial<VerifyInput> = {}, given: Partial<OperationDeps> = {}) =>
      complete(VERIFY, { collection: NEW, thresholds: LENIENT, ...input }, deps(given))
    const checkOf = async () => (await opened().stores.registry.read()).collections.find(({ name }) => name === NEW)?.check
    const video = (id: string, version: number, title = `About ${id}`) => aVideo({ id, version, title, language: 'en' })
    const measures = ({ faults }: VerifyReport) => faults.map(({ measure }) => measure)

    before(async () => {
      const qdrant = open?.()
      if (qdrant !== undefined) await setUpIndex(qdrant, STUB_RECIPE, () => 0)
      const made = await openTestIngest(qdrant && { context: qdrant })
      const close = async () => {
        await made.close()
        await qdrant?.close()
      }
      world.opened = { ...made, stores: { ...made.stores, ...qdrant }, close }
      for (let i = 0; i < VIDEOS; i += 1) await opened().ingest({ type: 'video.upserted', video: video(`video ${i}`, 1) }, 1)
      await opened().ingest({ type: 'video.deleted', id: 'video 7', version: 2 }, 1)
      await complete(CREATE, { recipe: RECIPE }, deps())
      await complete(BACKFILL, {}, deps())
    })
    after(() => opened().close())

    it('passes a collection that holds what the warehouse does, and measures its searches', async () => {
      const report = await verify({ dryRun: true, seeds: 10 })
      assert.deepEqual(report.faults, [])
      assert.deepEqual([report.phase, report.serving, report.parity.videos, report.parity.buckets], ['done', OLD, VIDEOS, 0])
      const all = report.quality[0] ?? assert.fail('nothing measured')
      assert.deepEqual([all.group, all.seeds, all.recall.mean], ['all', 10, 1])
      assert.ok((all.overlap?.mean ?? 0) > 0)
      assert.ok(report.quality.some(({ group }) => group === 'language en'))
      assert.equal(report.latency?.searches, report.quality.find(({ group }) => group === 'all')?.seeds)
      assert.equal(await checkOf(), undefined)
    })

    it('goes on from any point where it was stopped', async () => {
      const [whole, signal] = [await verify({ dryRun: true }), AbortSignal.abort()]
      const stopped = deps()
      const inPieces = async (from: Parameters<typeof VERIFY.step>[1], pieces: number): Promise<[VerifyReport, number]> => {
        const controller = new AbortController()
        const tell = () => controller.abort()
        const input = { collection: NEW, thresholds: LENIENT, dryRun: true }
        const { cursor, report } = await VERIFY.step(input, from, stopped, controller.signal, tell)
        return cursor === null ? [report, pieces] : inPieces(VERIFY.cursor.parse(JSON.parse(JSON.stringify(cursor))), pieces + 1)
      }
      const [report, pieces] = await inPieces(null, 1)
      assert.ok(pieces > VIDEOS / 2, `${pieces} pieces`)
      assert.deepEqual({ ...report, latency: null }, { ...whole, latency: null })
      assert.equal((await VERIFY.step({ collection: NEW }, null, stopped, signal)).report.phase, 'warehouse')
    })

    it('notes a pass, which a promotion asks for', async () => {
      const { recorded } = await verify()
      assert.equal((await checkOf())?.report, recorded)
      const planned = await complete(PROMOTE, { collection: NEW, expected: { serving: OLD, report: recorded }, dryRun: true }, deps())
      assert.equal(planned.outcome, 'planned')
    })

    it('compares with a ground truth, and with what serves', async () => {
      const related = { twins: { 'video 1': ['video 2', 'video 3'], unheard: ['video 1'] } }
      const { relevance } = await verify({ related, dryRun: true })
      assert.deepEqual([relevance[0]?.truth, relevance[0]?.seeds], ['twins', 1])
      assert.ok(relevance[0]?.metrics.every(({ gain }) => gain !== null))
    })

    it('names what is missing, stale, not deleted and of another recipe, and notes that it does not pass', async () => {
      const { warehouse, index } = opened().stores
      const row = { eventTime: 1, ingestedAt: Date.now(), registryRevision: 1 }
      const order = (version: number, deleted = false) => ({ version, deleted, digest: deleted ? '' : 'aa' })
      await warehouse.appendChanges([
        { ...row, id: 'lost', order: order(1), document: video('lost', 1) },
        { ...row, id: 'video 3', order: order(9), document: video('video 3', 9) },
        { ...row, id: 'video 5', order: order(9, true), document: null },
        { ...row, id: 'gone', order: order(9, true), document: null },
        { ...row, id: 'alien', order: order(9), document: video('alien', 9) },
      ])
      const known = (await index.seeds(NEW, ['video 4'])).get('video 4') ?? assert.fail('not there')
      await index.upsert(NEW, [{ ...known, id: 'alien', order: order(9), textHash: 'ff'.repeat(32) }])
      await index.upsert(NEW, [{ ...known, id: 'stranger', order: order(1) }])
      const lines: LogFields[] = []
      const report = await verify({}, { logger: recordingLogger(lines) })
      const { missing, behind, tombstones, foreign, ahead, buckets } = report.parity
      assert.deepEqual(
        [missing.ids, behind.ids, tombstones.ids.toSorted(), foreign.ids, ahead.ids],
        [['lost'], ['video 3'], ['gone', 'video 5'], ['alien'], ['stranger']],
      )
      assert.ok(buckets <= 6)
      assert.deepEqual(measures(report), ['missing', 'behind', 'tombstones', 'foreign'])
      assert.match(report.faults.map(({ text }) => text).join('\n'), /lost[^]*video 3[^]*video 5[^]*alien/)
      assert.equal((await checkOf())?.passed, false)
      assert.deepEqual(lines.find(({ event }) => event === 'index.verified')?.['faults'], measures(report))
      assert.match(verifyPage(report), /does not pass: [^]*lost/)
    })

    it('finds a vector of another recipe in its sample', async () => {
      const known = (await opened().stores.index.seeds(NEW, ['video 8'])).get('video 8') ?? assert.fail('not there')
      const turned = known.vector?.map((value) => -value) ?? assert.fail('no vector')
      await opened().stores.index.upsert(NEW, [{ ...known, order: { ...known.order, version: 50 }, vector: turned }])
      const report = await verify({ dryRun: true, seeds: 100 })
      assert.ok(report.parity.foreign.ids.includes('video 8'), report.parity.foreign.ids.join())
    })

    it('judges recall, latency, exposure and overlap by its thresholds', async () => {
      const { index } = opened().stores
      const blind: OperationDeps['index'] = {
        ...index,
        candidates: async (name, query) => (await index.candidates(name, query)).slice(0, query.exact === true ? 20 : 5),
      }
      const strict = { missing: 9, behind: 9, tombstones: 9, foreign: 99, p95Ms: 1e-6, overlap: 1, exposure: 9, exposurePlaces: 1 }
      const report = await verify({ dryRun: true, thresholds: strict }, { index: blind })
      for (const measure of ['recall', 'latency', 'exposure', 'overlap']) assert.ok(measures(report).includes(measure), measure)
    })
  })
