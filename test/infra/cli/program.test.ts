import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { promisify } from 'node:util'
import { runCli } from '#test/support/cli.ts'

const COMMANDS = [
  'publish',
  'recommend',
  'perspectives',
  'search',
  'explain',
  'placement',
  'status',
  'replay',
  'doctor',
  'eval',
  'calibrate',
]

describe('upnext', () => {
  it('lists every command and the exit codes', async () => {
    const { code, stdout } = await runCli(['--help'])
    assert.equal(code, 0)
    for (const command of COMMANDS) assert.match(stdout, new RegExp(`^  ${command}`, 'm'))
    for (const exit of [0, 1, 2, 130]) assert.match(stdout, new RegExp(`^  ${exit} `, 'm'))
  })

  for (const command of COMMANDS) {
    it(`explains ${command}, which can speak to machines`, async () => {
      const { code, stdout } = await runCli([command, '--help'])
      assert.equal(code, 0)
      assert.match(stdout, new RegExp(`Usage: upnext ${command}`))
      assert.match(stdout, /--json/)
    })
  }

  it('helps under a configuration that no command would run with', async () => {
    assert.equal((await runCli(['recommend', '--help'], { env: { PORT: 'many' } })).code, 0)
    const { code, stderr } = await runCli(['status'], { env: { PORT: 'many' } })
    assert.equal(code, 2)
    assert.match(stderr, /error: .*PORT[^]*fix: /)
  })

  it('counts wrong usage as such', async () => {
    for (const argv of [['dance'], ['recommend'], ['publish', 'x', '--speed', '9'], []]) {
      const { code, stdout, stderr } = await runCli(argv)
      assert.equal(code, 2, argv.join(' '))
      assert.equal(stdout, '')
      assert.notEqual(stderr, '')
    }
  })

  it('shows a stack only when asked', async () => {
    const env = { UPNEXT_SQLITE_PATH: '/nowhere/upnext.db' }
    assert.doesNotMatch((await runCli(['status'], { env })).stderr, /^ +at /m)
    assert.match((await runCli(['status', '--verbose'], { env })).stderr, /^ +at /m)
  })

  it('says under an older Node which one it needs', async () => {
    const older = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.1.0"})'
    const run = promisify(execFile)(process.execPath, ['--import', older, 'infra/cli/upnext.js', '--version'])
    await assert.rejects(run, (error: { code: number; stderr: string }) => error.code === 2 && error.stderr.includes('needs Node 24'))
  })
})
