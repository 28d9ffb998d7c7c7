import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { buildFunction } from '#build/function.ts'
import { sizeOf } from '#build/size.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const ROOT = join(import.meta.dirname, '../..')

test('a function that loads the model has it beside its code, and may be uploaded', async () => {
  const folder = await temporaryFolder()
  try {
    const { packages, assets } = await buildFunction(ROOT, 'search', folder.path)
    assert.deepEqual(assets, ['infra/muse/assets/'])
    assert.ok(packages.includes('onnxruntime-node'))
    const stored = await readdir(join(folder.path, 'infra/muse/assets'))
    assert.deepEqual(stored, await readdir(join(ROOT, 'infra/muse/assets')))
    const code = await readdir(folder.path)
    assert.ok(code.includes('infra-muse-worker.js'))
    for (const file of code.filter((name) => name.endsWith('.js'))) {
      assert.doesNotMatch(await readFile(join(folder.path, file), 'utf8'), /new URL\([^,]*\.ts/, `${file} addresses a source`)
    }
    const { zipped } = await sizeOf(folder.path)
    assert.ok(zipped > 30e6 && zipped < 100e6, `${zipped} bytes`)
  } finally {
    await folder.remove()
  }
})
