import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import type { Answer } from '#shared/recommendation/answer.ts'
import { runCli } from '#test/support/cli.ts'
import { upsertJson } from '#test/support/events.ts'
import { until } from '#test/support/gcp/process.ts'
import { skipWithoutServers } from '#test/support/gcp/servers.ts'
import { startWorld, type Delivered, type World } from '#test/support/gcp/world.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const BREAD = [
  { id: 'bread', title: 'Baking sourdough bread', description: 'Flour, water, salt and a starter.' },
  { id: 'rye', title: 'Rye bread with sourdough', description: 'A dark loaf of rye flour.' },
  { id: 'brot', title: 'Sauerteigbrot backen', description: 'Mehl, Wasser, Salz.', language: 'de' },
]

describe('from Pub/Sub to the shelf', { skip: skipWithoutServers, timeout: 240_000 }, () => {
  const state: { world?: World; folder?: Awaited<ReturnType<typeof temporaryFolder>> } = {}
  const delivered: Delivered[] = []
  const world = () => state.world ?? assert.fail('not started')
  before(async () => {
    state.folder = await temporaryFolder()
    state.world = await startWorld((one) => delivered.push(one))
  })
  after(async () => {
    await state.world?.close()
    await state.folder?.remove()
  })

  const publish = async (events: readonly unknown[], ...options: readonly string[]) => {
    const path = `${state.folder?.path ?? ''}/events.jsonl`
    await writeFile(path, events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))).join('\n'))
    return runCli(['publish', path, '--to', 'pubsub', ...options], { env: { ...world().env, UPNEXT_EVENTS: 'push' } })
  }
  const isAcknowledged = (id: string, takeDowns: boolean) =>
    delivered.some(({ data, status, ...by }) => data.includes(`"${id}"`) && status < 300 && by.takeDowns === takeDowns)
  const acknowledged = (id: string, { by = 'all' }: { by?: 'all' | 'takeDowns' } = {}) =>
    until(`${id} is acknowledged`, () => isAcknowledged(id, by === 'takeDowns'), 30_000)
  const ask = async (url: string | undefined, path: string) => (await (await fetch(`${url ?? ''}${path}`)).json()) as Answer
  const shelf = (id: string) => ask(world().functions.recommend[0]?.url, `/v1/videos/${id}/recommendations`)
  /** The command line, as an operator outside the network uses it. */
  const operated = (...argv: string[]) =>
    runCli(argv, { env: { UPNEXT_OPERATE_URL: world().functions.operate[0]?.url ?? '', UPNEXT_SQLITE_PATH: 'nowhere' } })
  const parsed = async <T>(...argv: string[]): Promise<T> => {
    const { stdout, stderr } = await operated(...argv, '--json')
    assert.equal(stderr, '')
    return JSON.parse(stdout) as T
  }

  it('what is published is on the shelf, found by text, and in the warehouse', async () => {
    const { code, stderr } = await publish(BREAD.map(upsertJson))
    assert.equal(code, 0, stderr)
    for (const { id } of BREAD) await acknowledged(id)
    const { items } = await shelf('bread')
    assert.deepEqual(
      items.map(({ id, tier }) => [id, tier]),
      [
        ['rye', 'similar'],
        ['brot', 'similar-other-language'],
      ],
    )
    const found = await ask(world().functions.search[0]?.url, '/v1/search?text=pain+au+levain')
    assert.ok(found.items.some(({ id }) => id === 'bread'))
    assert.equal((await world().stores.warehouse.changesOf(['brot'])).get('brot')?.document?.title, 'Sauerteigbrot backen')
  })

  it('the function operate tells the state, and finds the collection as it should be', async () => {
    const status = await parsed<{ collections: { live: number }[]; warehouse: { videos: number } }>('status')
    assert.deepEqual([status.collections[0]?.live, status.warehouse.videos], [3, 3])
    assert.equal((await parsed<{ outcome: string }>('index', 'create')).outcome, 'unchanged')
  })

  it('a delete has a way of its own, which an import cannot hold up', async () => {
    for (const instance of world().functions.embed) await instance.stop('SIGKILL')
    await publish([{ type: 'video.deleted', id: 'rye', version: 2 }])
    await acknowledged('rye', { by: 'takeDowns' })
    assert.ok(!(await shelf('bread')).items.some(({ id, tier }) => id === 'rye' && tier?.startsWith('similar') === true))
    for (const instance of world().functions.embed) await instance.start()
    await until('the other subscription brings it too', () => deliveriesOf('"rye","version":2') >= 2, 60_000)
    assert.equal((await world().stores.index.count(await collection())).tombstones, 1)
  })
  const deliveriesOf = (part: string) => delivered.filter(({ data, status }) => data.includes(part) && status < 300).length
  const collection = async () => (await world().stores.registry.read()).aliases['serving'] ?? ''

  it('poison waits in quarantine with its reason, and comes back there when it is replayed', async () => {
    await publish(['no json'], '--send-invalid')
    await until('it is acknowledged', () => deliveriesOf('no json') === 1, 30_000)
    const [letter, ...others] = await parsed<{ reason: string }[]>('replay', '--from', 'quarantine', '--dry-run')
    assert.deepEqual(others, [])
    assert.match(letter?.reason ?? '', /not JSON/)
    assert.equal((await parsed<{ replayed: number }>('replay', '--from', 'quarantine')).replayed, 1)
    await until('it comes back', () => deliveriesOf('no json') === 2, 30_000)
    assert.equal((await parsed<unknown[]>('replay', '--from', 'quarantine', '--dry-run')).length, 1)
  })

  it('what cannot be delivered is tried again, then kept among the dead letters, and arrives when it is replayed', async () => {
    for (const instance of world().functions.embed) await instance.stop()
    await publish([upsertJson({ id: 'spelt', title: 'Spelt bread with sourdough' })])
    const tries = () => delivered.filter(({ data }) => data.includes('"spelt"')).length
    await until('five deliveries fail', () => tries() >= 5, 90_000)
    const listed = async () => parsed<{ type: string; reason: string }[]>('replay', '--from', 'dead-letter', '--dry-run')
    await until('it is a dead letter', async () => (await listed()).length === 1, 60_000)
    assert.deepEqual((await listed())[0]?.type, 'video.upserted')
    for (const instance of world().functions.embed) await instance.start()
    assert.equal((await parsed<{ replayed: number }>('replay', '--from', 'dead-letter')).replayed, 1)
    await acknowledged('spelt')
    assert.ok((await shelf('bread')).items.some(({ id }) => id === 'spelt'))
    assert.deepEqual(await listed(), [])
  })
})
