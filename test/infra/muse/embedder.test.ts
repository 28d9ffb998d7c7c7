import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { createMuseEmbedder } from '#infra/muse/embedder.ts'
import { isUpnextError } from '#shared/errors.ts'
import { STRANGERS } from '#test/support/languages/strangers.ts'
import { TWINS } from '#test/support/languages/twins.ts'
import { temporaryFolder } from '#test/support/temporary.ts'
import { GOLDEN, SAMPLE, WITHOUT_GOLDEN, type GoldenLine } from './golden.ts'
import { KNOWN } from './sentences.ts'

const embedder = await createMuseEmbedder({ threads: 1 })
after(() => embedder.close())

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0)
const embedOne = async (text: string) => (await embedder.embed([text]))[0] ?? new Float32Array()

function farthest(a: ArrayLike<number>, b: readonly number[]): number {
  return b.reduce((most, x, at) => Math.max(most, Math.abs(x - (a[at] ?? Infinity))), 0)
}

test('the sample gets the numbers of the reference package', async () => {
  const vectors = await embedder.embed(SAMPLE.map(({ text }) => text))
  SAMPLE.forEach(({ text, vector = [] }, at) => assert.ok(farthest(vectors[at] ?? [], vector) < 3e-5, text))
})

test('every golden line with equal ids gets its vector', { skip: WITHOUT_GOLDEN }, async () => {
  const lines = (GOLDEN ?? []).filter(
    (line): line is GoldenLine & { vector: number[] } => line.vector !== undefined && line.text.trim() !== '',
  )
  const vectors = await embedder.embed(lines.map(({ text }) => text))
  lines.forEach(({ text, vector }, at) => assert.ok(cosine(vectors[at] ?? [], vector) > 0.99999, text))
})

test('vectors have length 1 and come in the order of the texts', async () => {
  const texts = Object.values(KNOWN).flat()
  const together = await embedder.embed(texts)
  assert.equal(together.length, texts.length)
  for (const vector of together) assert.ok(Math.abs(cosine(vector, vector) - 1) < 1e-5)
  assert.ok(cosine(together.at(-1) ?? [], await embedOne(texts.at(-1) ?? '')) > 0.99999)
})

test('what else is in the batch does not change a vector', async () => {
  const text = 'Growing tomatoes on a balcony'
  const alone = await embedOne(text)
  const neighbours = fc.array(
    fc.string({ minLength: 1, maxLength: 80 }).filter((other) => other.trim() !== ''),
    { maxLength: 6 },
  )
  await fc.assert(
    fc.asyncProperty(neighbours, neighbours, async (before, behind) => {
      const vectors = await embedder.embed([...before, text, ...behind])
      assert.ok(farthest(vectors[before.length] ?? [], Array.from(alone)) < 1e-5)
    }),
    { numRuns: 25 },
  )
})

test('the same sentence in two languages lies closer than two subjects in one', async () => {
  const [english, german, other] = await embedder.embed([KNOWN['en']?.[0] ?? '', KNOWN['de']?.[0] ?? '', 'How black holes bend light'])
  assert.ok(cosine(english ?? [], german ?? []) > cosine(english ?? [], other ?? []) + 0.3)
})

test('no texts give no vectors; an empty one is refused', async () => {
  assert.deepEqual(await embedder.embed([]), [])
  await assert.rejects(embedder.embed(['a', ' \n']), (error) => isUpnextError(error, 'embedding'))
})

test('a very long text is embedded without holding up this thread', async () => {
  const embedding = embedOne('How to bake sourdough bread at home. '.repeat(28_000))
  const first = await Promise.race([embedding.then(() => 'vector'), pause(1).then(() => 'timer')])
  assert.equal(first, 'timer')
  const vector = await embedding
  assert.ok(Math.abs(cosine(vector, vector) - 1) < 1e-5)
})

test('the language guard answers for each text', async () => {
  assert.deepEqual(await embedder.understands(['Growing tomatoes', 'बालकनी में टमाटर कैसे उगाएँ', '東京']), [true, false, true])
})

test('videos in languages that the model does not know are refused, those in its own are not', async () => {
  const both = (text: readonly string[]) => text.join('. ')
  const strange = Object.values(STRANGERS).flat().map(both)
  const known = TWINS.flatMap(({ texts }) => Object.values(texts)).map(both)
  assert.ok((await embedder.understands(strange)).every((understood) => !understood))
  assert.ok((await embedder.understands(known)).every((understood) => understood))
})

test('closing answers what was asked before and refuses what comes after', async () => {
  const short = await createMuseEmbedder({ threads: 1 })
  const before = short.embed(Array.from({ length: 100 }, (_, at) => `text ${at}`))
  await short.close()
  assert.equal((await before).length, 100)
  await assert.rejects(short.embed(['late']), (error) => isUpnextError(error, 'unavailable'))
})

test('a folder without the model is a fault of the configuration', async () => {
  const folder = await temporaryFolder()
  try {
    const assets = pathToFileURL(`${folder.path}/`)
    await assert.rejects(
      createMuseEmbedder({ assets }),
      (error) => isUpnextError(error, 'configuration') && error.message.includes('metadata.json'),
    )
  } finally {
    await folder.remove()
  }
})
