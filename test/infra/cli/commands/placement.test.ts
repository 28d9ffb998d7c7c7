import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openArm, TESTER_PURPOSE } from '#shared/recommendation/experiment/tester-token.ts'
import { createSigner } from '#shared/recommendation/signed/signer.ts'
import { runCli } from '#test/support/cli.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const KEY = 'a key of sixteen characters'
const PLACEMENTS = JSON.stringify({ site: { experiment: { id: 'titles', arms: [{ name: 'title-first', share: 30 }] } } })

describe('placement', () => {
  const world: { folder?: Awaited<ReturnType<typeof temporaryFolder>> } = {}
  before(async () => void (world.folder = await temporaryFolder()))
  after(() => world.folder?.remove())
  const placement = (...argv: readonly string[]) => {
    const path = (world.folder ?? assert.fail('no folder')).path
    const env = { UPNEXT_SQLITE_PATH: `${path}/upnext.db`, UPNEXT_PLACEMENTS: PLACEMENTS, UPNEXT_SIGNING_KEYS: KEY }
    return runCli(['placement', ...argv], { env })
  }

  it('takes placements from the setting itself', async () => {
    const { code, stdout, stderr } = await placement('check')
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /site/)
  })

  it('tells the bucket of a viewer', async () => {
    assert.equal((await placement('bucket', 'ann')).stdout, '15\n')
    assert.deepEqual(JSON.parse((await placement('bucket', 'ann', '--json')).stdout), { bucket: 15 })
  })

  it('makes a token for an arm that there is, and for no other', async () => {
    const { stdout } = await placement('token', 'titles', 'title-first')
    const choice = { experiment: 'titles', arm: 'title-first' }
    assert.deepEqual(openArm(createSigner([KEY], TESTER_PURPOSE), stdout.trim()), choice)
    assert.equal((await placement('token', 'titles', 'held-out')).code, 0)
    for (const [experiment, arm] of [
      ['titles', 'title-last'],
      ['texts', 'title-first'],
    ] as const) {
      const refused = await placement('token', experiment, arm)
      assert.equal(refused.code, 2)
      assert.match(refused.stderr, /No placement has this arm/)
    }
  })
})
