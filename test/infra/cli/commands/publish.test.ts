import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { openSqlite } from '#infra/sqlite/open.ts'
import type { PublishReport } from '#infra/cli/publish/tally.ts'
import { runCli } from '#test/support/cli.ts'
import { upsertJson } from '#test/support/events.ts'
import { waitingLetters } from '#test/support/letters.ts'
import { acknowledge, startPushServer } from '#test/support/push-server.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const events = (count: number) => Array.from({ length: count }, (_, n) => JSON.stringify(upsertJson({ id: `video-${n}` })))
const reportOf = (stdout: string) => JSON.parse(stdout) as PublishReport
const idOf = (data: string) => (JSON.parse(data) as { video: { id: string } }).video.id

describe('upnext publish', () => {
  const world = { folder: { path: '', remove: () => Promise.resolve() } }
  beforeEach(async () => {
    world.folder = await temporaryFolder()
  })
  afterEach(() => world.folder.remove())

  const env = (url: string) => ({ UPNEXT_PUSH_URL: url, UPNEXT_SQLITE_PATH: join(world.folder.path, 'upnext.db') })
  const file = async (name: string, content: string | Buffer) => {
    const path = join(world.folder.path, name)
    await writeFile(path, content)
    return path
  }

  it('sends every line as it is, with the type as attribute', async () => {
    const server = await startPushServer()
    const lines = [
      '{"type":"video.upserted","extra":1,"video":{"id":"a","version":1,"title":"A"}}',
      '{"type":"video.deleted","id":"b","version":2}',
    ]
    const { code, stdout } = await runCli(['publish', await file('events.jsonl', `${lines.join('\r\n')}\n\n`), '--json'], {
      env: env(server.url),
    })
    await server.close()
    assert.equal(code, 0)
    assert.equal(reportOf(stdout).sent, 2)
    assert.deepEqual(server.received.map(({ data }) => data.trim()).sort(), lines.sort())
    assert.deepEqual(server.received.map(({ attributes }) => attributes['type']).sort(), ['video.deleted', 'video.upserted'])
  })

  it('reads gzip and standard input, gzipped or not', async () => {
    const server = await startPushServer()
    const [a, b, c, d] = events(4)
    const path = await file('events.jsonl.gz', Buffer.concat([gzipSync(`${a}\n`), gzipSync(`${b}\n`)]))
    assert.equal((await runCli(['publish', path], { env: env(server.url) })).code, 0)
    assert.equal((await runCli(['publish', '-'], { env: env(server.url), stdin: Readable.from([`${c}`]) })).code, 0)
    assert.equal((await runCli(['publish', '-'], { env: env(server.url), stdin: Readable.from([gzipSync(`${d}`)]) })).code, 0)
    await server.close()
    assert.deepEqual(server.received.map(({ data }) => idOf(data)).sort(), ['video-0', 'video-1', 'video-2', 'video-3'])
  })

  it('lists refused lines by number and reason and sends the others', async () => {
    const server = await startPushServer()
    const lines = ['{"type":"video.upserted","video":{"id":"a","version":"1","title":"A"}}', ...events(1), 'no json', '', '\xff']
    const path = await file('events.jsonl', Buffer.from(lines.join('\n'), 'latin1'))
    const { code, stdout } = await runCli(['publish', path, '--json'], { env: env(server.url) })
    const people = await runCli(['publish', path], { env: env(server.url) })
    await server.close()
    const report = reportOf(stdout)
    assert.equal(code, 1)
    assert.deepEqual([report.sent, report.refused, report.failed], [1, 3, 0])
    assert.deepEqual(
      report.refusedLines.map(({ line }) => line),
      [1, 3, 5],
    )
    assert.match(report.refusedLines[0]?.reason ?? '', /video\.version/)
    assert.match(people.stdout, /events\.jsonl:3 {2}is not JSON/)
    assert.match(people.stdout, /events\.jsonl:5 {2}is not UTF-8/)
  })

  it('sends refused lines too when asked, byte for byte', async () => {
    const server = await startPushServer()
    const { stdout } = await runCli(['publish', await file('events.jsonl', 'no json\n'), '--send-invalid', '--json'], {
      env: env(server.url),
    })
    await server.close()
    assert.deepEqual(
      server.received.map(({ data }) => data),
      ['no json'],
    )
    assert.deepEqual([reportOf(stdout).sent, reportOf(stdout).refused], [0, 1])
  })

  it('puts a message that is not taken into the dead-letter box and goes on', async () => {
    const server = await startPushServer((push, response) => {
      if (idOf(push.data) === 'video-1') response.writeHead(500).end()
      else acknowledge(push, response)
    })
    const path = await file('events.jsonl', events(3).join('\n'))
    const { code, stdout } = await runCli(['publish', path, '--attempts', '2', '--json'], { env: env(server.url) })
    await server.close()
    assert.equal(code, 1)
    assert.deepEqual(
      reportOf(stdout).failures.map(({ line, kept }) => ({ line, kept })),
      [{ line: 2, kept: true }],
    )
    const stores = await openSqlite({ path: env('').UPNEXT_SQLITE_PATH })
    const letters = await waitingLetters(stores.letters, 'dead-letter')
    await stores.close()
    assert.deepEqual(
      letters.map(({ data }) => idOf(Buffer.from(data, 'base64').toString())),
      ['video-1'],
    )
  })

  it('says how to start the product when nobody listens', async () => {
    const server = await startPushServer()
    await server.close()
    const { code, stderr } = await runCli(['publish', await file('events.jsonl', events(1).join('\n'))], { env: env(server.url) })
    assert.equal(code, 1)
    assert.match(stderr, /^error: No answer from .*ECONNREFUSED/)
    assert.match(stderr, /fix: Start the product with `npm start`/)
  })

  it('stops at an address that takes no events, and keeps no letters of it', async () => {
    const server = await startPushServer((_, response) => void response.writeHead(404).end())
    const path = await file('events.jsonl', events(100).join('\n'))
    const { code, stdout, stderr } = await runCli(['publish', path, '--concurrency', '2', '--json'], { env: env(server.url) })
    await server.close()
    assert.equal(code, 2)
    assert.ok(server.received.length < 10)
    assert.equal(reportOf(stdout).failed, 0)
    assert.match(stderr, /404/)
  })

  it('tells a damaged gzip file, after sending what came before the damage', async () => {
    const server = await startPushServer()
    const whole = gzipSync(
      Array.from({ length: 2000 }, (_, n) => JSON.stringify(upsertJson({ id: `video-${n}`, description: `${Math.sin(n)}` }))).join('\n'),
    )
    const path = await file('events.jsonl.gz', whole.subarray(0, whole.length - 2000))
    const { code, stderr } = await runCli(['publish', path], { env: env(server.url) })
    await server.close()
    assert.equal(code, 2)
    assert.ok(server.received.length > 0)
    assert.match(stderr, /damaged/)
  })

  it('finishes what is under way when interrupted, says how to go on, and goes on', async () => {
    const controller = new AbortController()
    const server = await startPushServer(async (push, response) => {
      if (server.received.length === 20) controller.abort()
      await sleep(5)
      acknowledge(push, response)
    })
    const path = await file('events.jsonl', events(60).join('\n'))
    const argv = ['publish', path, '--concurrency', '4', '--json']
    const first = await runCli(argv, { env: env(server.url), signal: controller.signal })
    assert.equal(first.code, 130)
    assert.equal(reportOf(first.stdout).sent, server.received.length)
    assert.match(first.stderr, /upnext publish --resume/)
    const second = await runCli([...argv, '--resume'], { env: env(server.url) })
    const third = await runCli([...argv, '--resume'], { env: env(server.url) })
    await server.close()
    assert.equal(second.code, 0)
    assert.equal(reportOf(first.stdout).sent + reportOf(second.stdout).sent, 60)
    assert.equal(new Set(server.received.map(({ messageId }) => messageId)).size, 60)
    assert.equal(reportOf(third.stdout).sent, 0)
    assert.match(third.stderr, /published already/)
  })

  it('goes on after a kill: every line arrives, few twice', async () => {
    const server = await startPushServer(async (push, response) => {
      await sleep(10)
      acknowledge(push, response)
    })
    const path = await file('events.jsonl', events(400).join('\n'))
    const child = spawn(process.execPath, ['infra/cli/upnext.js', 'publish', path, '--concurrency', '4'], {
      env: { ...process.env, ...env(server.url) },
      stdio: 'ignore',
    })
    const exited = once(child, 'exit')
    while (server.received.length < 200) await sleep(20)
    child.kill('SIGKILL')
    await exited
    const { code, stdout } = await runCli(['publish', path, '--resume', '--json'], { env: env(server.url) })
    await server.close()
    assert.equal(code, 0)
    assert.ok(reportOf(stdout).skipped > 0)
    assert.equal(new Set(server.received.map(({ messageId }) => messageId)).size, 400)
    assert.ok(server.received.length < 580, `${server.received.length} pushes for 400 lines`)
  })

  it('starts anew when the content has changed', async () => {
    const server = await startPushServer()
    const path = await file('events.jsonl', events(2).join('\n'))
    await runCli(['publish', path], { env: env(server.url) })
    await file('events.jsonl', events(3).join('\n'))
    const { stdout } = await runCli(['publish', path, '--resume', '--json'], { env: env(server.url) })
    await server.close()
    assert.equal(reportOf(stdout).sent, 3)
  })

  it('names usage faults with exit code 2', async () => {
    const env = { UPNEXT_PUSH_URL: 'http://127.0.0.1:1/' }
    assert.equal((await runCli(['publish'], { env })).code, 2)
    assert.equal((await runCli(['publish', 'x', '--concurrency', '0'], { env })).code, 2)
    assert.match((await runCli(['publish', '-', '--resume'], { env })).stderr, /cannot be resumed/)
    const server = await startPushServer()
    const missing = await runCli(['publish', join(world.folder.path, 'missing.jsonl')], { env: { ...env, UPNEXT_PUSH_URL: server.url } })
    await server.close()
    assert.equal(missing.code, 2)
    assert.match(missing.stderr, /no file .*missing\.jsonl/)
  })
})
