import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import type { NamedFinding } from '#infra/cli/doctor/check.ts'
import { openTemporaryDataset, skipWithoutBigQuery } from '#test/support/bigquery.ts'
import { runCli } from '#test/support/cli.ts'
import { pubsubProject, skipWithoutPubsub } from '#test/support/pubsub.ts'

/** Settings of a function as they should be, as far as no server is asked for them. */
const GOOD = {
  UPNEXT_INDEX: 'sqlite',
  UPNEXT_SQLITE_PATH: '/nowhere/upnext.db',
  UPNEXT_PROJECT: 'a-project',
  UPNEXT_QDRANT_URL: 'https://qdrant.example.internal:6333',
  UPNEXT_QDRANT_API_KEY: 'a key for Qdrant',
  UPNEXT_SIGNING_KEYS: 'a key of sixteen characters',
  UPNEXT_VIEWER_KEYS: 'a key for pseudonyms of viewers',
  UPNEXT_TRANSCRIPT_DIR: 'none',
  UPNEXT_TRANSCRIPT_BUCKETS: 'transcripts',
  UPNEXT_REGION_HEADER: 'x-client-region',
}

async function diagnose(env: Readonly<Record<string, string>> = {}) {
  const { code, stdout } = await runCli(['doctor', '--target', 'gcp', '--json'], { env: { ...GOOD, ...env } })
  const findings = JSON.parse(stdout) as NamedFinding[]
  return { code, stdout, of: (name: string) => findings.find((finding) => finding.name === name) ?? assert.fail(`no ${name}`) }
}

describe('upnext doctor --target gcp', () => {
  it('lets good settings pass', async () => {
    const { of } = await diagnose()
    for (const name of ['configuration', 'node', 'project', 'qdrant', 'secrets', 'transcripts', 'viewers']) {
      assert.equal(of(name).status, 'ok', `${name}: ${of(name).detail}`)
    }
  })

  it('fails on stores of one instance, and says which setting to change', async () => {
    const { code, of } = await diagnose()
    assert.equal(code, 1)
    assert.equal(of('choices').status, 'fail')
    for (const name of ['UPNEXT_INDEX', 'UPNEXT_WAREHOUSE', 'UPNEXT_EVENTS']) assert.match(of('choices').detail, new RegExp(name))
  })

  for (const [what, env, name, status] of [
    ['no signing key', { UPNEXT_SIGNING_KEYS: '' }, 'secrets', 'fail'],
    ['no key for pseudonyms', { UPNEXT_VIEWER_KEYS: '' }, 'secrets', 'fail'],
    ['no key for Qdrant', { UPNEXT_QDRANT_API_KEY: '' }, 'qdrant', 'fail'],
    ['Qdrant at its default address', { UPNEXT_QDRANT_URL: '' }, 'qdrant', 'fail'],
    ['Qdrant in clear over public networks', { UPNEXT_QDRANT_URL: 'http://qdrant.example.com:6333' }, 'qdrant', 'fail'],
    ['Qdrant without a port', { UPNEXT_QDRANT_URL: 'https://qdrant.example.com' }, 'qdrant', 'warn'],
    ['files for transcripts', { UPNEXT_TRANSCRIPT_DIR: 'some/folder' }, 'transcripts', 'fail'],
    ['no bucket of transcripts', { UPNEXT_TRANSCRIPT_BUCKETS: '' }, 'transcripts', 'warn'],
    ['no region header', { UPNEXT_REGION_HEADER: '' }, 'viewers', 'warn'],
    ['an emulator', { BIGQUERY_EMULATOR_HOST: 'http://127.0.0.1:1' }, 'project', 'warn'],
  ] as const) {
    it(`finds ${what}, and says what to do`, async () => {
      const { of } = await diagnose(env)
      assert.equal(of(name).status, status)
      assert.ok(of(name).fix)
    })
  }

  it('takes clear text inside the network', async () => {
    for (const host of ['10.20.0.5', 'qdrant.svc.cluster.local', 'qdrant']) {
      const { of } = await diagnose({ UPNEXT_QDRANT_URL: `http://${host}:6333` })
      assert.equal(of('qdrant').status, 'ok', host)
    }
  })

  it('asks for no secret where the command line goes by way of operate', async () => {
    const operate = createServer((_, response) => response.writeHead(403).end()).listen(0, '127.0.0.1')
    await once(operate, 'listening')
    const url = `http://127.0.0.1:${(operate.address() as AddressInfo).port}`
    const { of } = await diagnose({ UPNEXT_OPERATE_URL: url, UPNEXT_SIGNING_KEYS: '', UPNEXT_QDRANT_API_KEY: '' })
    operate.close()
    assert.equal(of('secrets').status, 'ok')
    assert.equal(of('qdrant').status, 'ok')
    assert.match(of('installation').fix ?? '', /invoke the function/)
  })

  it('never tells a secret', async () => {
    const { stdout } = await diagnose()
    assert.ok(
      !stdout.includes(GOOD.UPNEXT_SIGNING_KEYS) &&
        !stdout.includes(GOOD.UPNEXT_VIEWER_KEYS) &&
        !stdout.includes(GOOD.UPNEXT_QDRANT_API_KEY),
    )
  })

  it('looks for topics and subscriptions', { skip: skipWithoutPubsub }, async () => {
    const world = pubsubProject()
    try {
      for (const name of ['videos', 'feedback', 'quarantine']) await world.queue(name)
      const topics = { UPNEXT_TOPIC: 'videos', UPNEXT_FEEDBACK_TOPIC: 'feedback', UPNEXT_QUARANTINE_TOPIC: 'quarantine' }
      const names = { ...topics, UPNEXT_QUARANTINE_SUBSCRIPTION: 'quarantine' }
      const env = { ...names, UPNEXT_EVENTS: 'pubsub', UPNEXT_PROJECT: world.project, UPNEXT_DEAD_LETTER_SUBSCRIPTION: 'dead-letters' }
      const before = await diagnose(env)
      assert.equal(before.of('pub/sub').detail, 'missing: subscription dead-letters')
      await world.queue('dead-letters')
      const after = await diagnose(env)
      assert.equal(after.of('pub/sub').status, 'ok')
    } finally {
      await world.close()
    }
  })

  it('compares the warehouse with the schema of the release', { skip: skipWithoutBigQuery }, async () => {
    const dataset = await openTemporaryDataset()
    try {
      const there = await diagnose(dataset.env)
      assert.equal(there.of('warehouse').status, 'ok', there.of('warehouse').detail)
      const elsewhere = await diagnose({ ...dataset.env, UPNEXT_DATASET: 'not_there' })
      assert.equal(elsewhere.of('warehouse').status, 'fail')
    } finally {
      await dataset.close()
    }
  })
})
