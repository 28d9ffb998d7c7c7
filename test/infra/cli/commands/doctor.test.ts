import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { NamedFinding } from '#infra/cli/doctor/check.ts'
import { runCli } from '#test/support/cli.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

async function findings(env: Record<string, string>): Promise<{ code: number; of: (name: string) => NamedFinding | undefined }> {
  const { code, stdout } = await runCli(['doctor', '--json'], { env })
  const all = JSON.parse(stdout) as NamedFinding[]
  return { code, of: (name) => all.find((finding) => finding.name === name) }
}

describe('upnext doctor', () => {
  it('warns of what is not there yet, which is no failure', async () => {
    const folder = await temporaryFolder()
    const env = {
      UPNEXT_SQLITE_PATH: join(folder.path, 'none.db'),
      UPNEXT_TRANSCRIPT_DIR: join(folder.path, 'none'),
      UPNEXT_PUSH_URL: 'http://127.0.0.1:1/',
    }
    const { code, of } = await findings(env)
    await folder.remove()
    assert.equal(code, 0)
    for (const name of ['database', 'transcripts', 'server']) {
      assert.equal(of(name)?.status, 'warn', name)
      assert.ok(of(name)?.fix, name)
    }
    assert.match(of('model')?.detail ?? '', /512 numbers/)
  })

  it('fails on a damaged database and says what to do', async () => {
    const folder = await temporaryFolder()
    const path = join(folder.path, 'upnext.db')
    await writeFile(path, 'this is no database, however long it may be. '.repeat(50))
    const { code, of } = await findings({ UPNEXT_SQLITE_PATH: path, UPNEXT_PUSH_URL: 'http://127.0.0.1:1/' })
    await folder.remove()
    assert.equal(code, 1)
    assert.equal(of('database')?.status, 'fail')
    assert.match(of('database')?.fix ?? '', /-wal/)
  })

  it('names every fault of the configuration and goes no further', async () => {
    const { code, of } = await findings({ PORT: '-1', UPNEXT_INDEX: 'paper' })
    assert.equal(code, 1)
    assert.match(of('configuration')?.detail ?? '', /PORT.*UPNEXT_INDEX/)
    assert.equal(of('model'), undefined)
  })
})
