import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openPublisher } from '#infra/adapters.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import { runCli } from '#test/support/cli.ts'
import { cause, type Chaos } from '#test/support/gcp/chaos.ts'
import { expectedOf, type ExpectedVideo } from '#test/support/gcp/expected.ts'
import { startProber } from '#test/support/gcp/probe.ts'
import { until } from '#test/support/gcp/process.ts'
import { skipWithoutServers } from '#test/support/gcp/servers.ts'
import { shownBefore, takeDownTimes, violations } from '#test/support/gcp/take-downs.ts'
import { createTraffic, diceOf } from '#test/support/gcp/traffic.ts'
import { startWorld, type World } from '#test/support/gcp/world.ts'
import { waitingLetters } from '#test/support/letters.ts'

const EVENTS = 2_000
const PORTIONS = 40
const PORTION_EVERY_MS = 1_000
const SEED = Number(process.env['UPNEXT_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31) + 1)

/** Everything runs in the first test; the others look at what is left. */
describe('the whole under faults', { skip: skipWithoutServers, timeout: 3_600_000 }, () => {
  const traffic = createTraffic(SEED, EVENTS)
  const expected = expectedOf(traffic.messages)
  const acknowledged = new Map<string, number>()
  const state: { world?: World; chaos?: Chaos; prober?: ReturnType<typeof startProber> } = {}
  const world = () => state.world ?? assert.fail('not started')
  const index = () => world().stores.index
  const collection = async () => (await world().stores.registry.read()).aliases[SERVING_ALIAS] ?? assert.fail('nothing serves')

  before(async () => {
    state.world = await startWorld(({ data, status }) => {
      if (status < 300 && !acknowledged.has(data)) acknowledged.set(data, Date.now())
    })
  })
  after(async () => {
    await state.prober?.stop()
    await state.world?.close()
  })

  it(`acknowledges ${EVENTS} events, a third of them twice, in the end (UPNEXT_TEST_SEED=${SEED})`, async (t) => {
    const dice = diceOf(SEED)
    const { recommend, search } = world().functions
    state.prober = startProber(() =>
      dice.below(5) === 0
        ? `${search[0]?.url ?? ''}/v1/search?text=baking+bread&limit=50`
        : `${recommend[0]?.url ?? ''}/v1/videos/video-${dice.below(EVENTS / 4)}/recommendations?limit=50`,
    )
    const [chaos] = await Promise.all([cause(world(), diceOf(SEED + 1), { kills: 14, stops: 2 }), publishAll()])
    state.chaos = chaos
    const missing = () => traffic.messages.filter(({ data }) => !acknowledged.has(Buffer.from(data).toString())).length
    await until('every event is acknowledged', async () => missing() === 0 || (await replayDeadLetters(), false), 120_000, missing)
    t.diagnostic(`${acknowledged.size} distinct messages acknowledged, ${chaos.kills} kills, outages ${JSON.stringify(chaos.outages)}`)
  })

  const publishAll = async () => {
    const publisher = await openPublisher(world().config)
    const size = Math.ceil(traffic.messages.length / PORTIONS)
    for (let from = 0; from < traffic.messages.length; from += size) {
      await Promise.all(traffic.messages.slice(from, from + size).map((message) => publisher.publish(message)))
      await new Promise((resolve) => setTimeout(resolve, PORTION_EVERY_MS))
    }
    await publisher.close()
  }
  const replayDeadLetters = async () => {
    const { code, stderr } = await runCli(['replay', '--from', 'dead-letter'], { env: world().env })
    assert.equal(code, 0, stderr)
  }

  it('every poison message is in quarantine with its reason, and nothing else is', async () => {
    const letters = await waitingLetters(world().stores.letters, 'quarantine')
    const reasons = new Map(letters.map(({ data, reason }) => [Buffer.from(data, 'base64').toString(), reason]))
    assert.deepEqual(Array.from(reasons.keys()).sort(), Array.from(traffic.poison.keys()).sort())
    for (const [data, reason] of traffic.poison) assert.match(reasons.get(data) ?? '', reason)
  })

  it('the index agrees with the events', async () => {
    const name = await collection()
    const ids = Array.from(expected.videos.keys())
    const [heads, seeds] = await Promise.all([index().heads(name, ids), index().seeds(name, ids)])
    const found = new Map(
      ids.map((id) => [
        id,
        { order: heads.get(id)?.order, title: seeds.get(id)?.display.title, standing: seeds.get(id)?.ranking.standing },
      ]),
    )
    const wanted = new Map(Array.from(expected.videos, ([id, video]) => [id, pointOf(video)]))
    assert.deepEqual(found, wanted)
    const deleted = Array.from(expected.videos.values()).filter(({ document }) => document === null).length
    const { live, tombstones } = await index().count(name)
    assert.deepEqual({ live, tombstones }, { live: ids.length - deleted, tombstones: deleted })
  })

  it('the warehouse agrees with the events', async () => {
    const found = new Map<string, Pick<ExpectedVideo, 'order' | 'document'>>()
    for await (const { id, order, document } of world().stores.warehouse.latestChanges()) found.set(id, { order, document })
    assert.deepEqual(found, new Map(Array.from(expected.videos, ([id, { order, document }]) => [id, { order, document }])))
  })

  it('signals and channels agree with the events', async () => {
    const signals = await world().stores.signals.get(Array.from(expected.signals.keys()))
    assert.deepEqual(new Map(signals), expected.signals)
    const { channels } = await index().takeDowns(await collection(), 0)
    const suspended = Array.from(expected.channels.values()).filter(({ suspended }) => suspended)
    assert.deepEqual(Array.from(channels).sort(), suspended.map(({ id }) => id).sort())
  })

  it('no answer from the index showed what was down, no answer from memory later than the bound', async (t) => {
    await new Promise((resolve) => setTimeout(resolve, 12_000))
    await state.prober?.stop()
    const probes = state.prober?.probes ?? []
    const times = takeDownTimes(expected, acknowledged)
    t.diagnostic(
      `${probes.length} answers, ${state.prober?.failures() ?? 0} failed; ${times.videos.size} take-downs, shown before: ${shownBefore(probes, times)}`,
    )
    assert.ok(probes.length > 200)
    assert.ok(shownBefore(probes, times) > 20)
    assert.deepEqual(violations(probes, times, state.chaos?.outages.qdrant ?? []), [])
  })
})

function pointOf({ order, document, standing }: ExpectedVideo) {
  return { order, title: document?.title, standing: standing === 'deleted' ? undefined : standing }
}
