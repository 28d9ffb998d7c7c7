import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileTranscripts } from '#infra/local/file-transcripts.ts'
import { isUpnextError } from '#shared/errors.ts'

describe('fileTranscripts', () => {
  const place = { root: '', folder: '' }

  before(async () => {
    place.root = await mkdtemp(join(tmpdir(), 'upnext-transcripts-'))
    place.folder = join(place.root, 'inside')
    await mkdir(join(place.folder, 'talks'), { recursive: true })
    await writeFile(join(place.folder, 'talks', 'ünï 1.vtt'), 'spoken')
    await writeFile(join(place.root, 'secret.vtt'), 'secret')
    await symlink(join(place.root, 'secret.vtt'), join(place.folder, 'link.vtt'))
    await writeFile(join(place.folder, 'huge.vtt'), '')
    await truncate(join(place.folder, 'huge.vtt'), 10 * 1024 * 1024 + 1)
  })

  after(() => rm(place.root, { recursive: true }))

  it('reads a file below the folder', async () => {
    const bytes = await fileTranscripts(place.folder).read('file:///talks/%C3%BCn%C3%AF%201.vtt')
    assert.equal(Buffer.from(bytes).toString(), 'spoken')
  })

  for (const uri of [
    'file:///../secret.vtt',
    'file:///%2e%2e/secret.vtt',
    'file:///%2e%2e%2fsecret.vtt',
    'file:///link.vtt',
    'file:///huge.vtt',
    'file:///talks',
    'file:///missing.vtt',
    'file:///%00',
    'file:///%zz',
    'file://host/talks/a.vtt',
    'gs://bucket/talks/a.vtt',
    'https://videos.example/a.vtt',
    'talks/a.vtt',
  ]) {
    it(`refuses ${uri} for good`, async () => {
      await assert.rejects(fileTranscripts(place.folder).read(uri), (error) => isUpnextError(error, 'invalid-event'))
    })
  }

  it('refuses everything without a folder', async () => {
    await assert.rejects(fileTranscripts(undefined).read('file:///talks/a.vtt'), (error) => isUpnextError(error, 'invalid-event'))
  })
})
