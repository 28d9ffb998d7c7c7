/**
 * How much of the time that embedding takes is not the model: our embedder (text in, vectors out, worker thread included)
 * beside bare ONNX Runtime on the same tokens, packed beforehand, and beside the reference package, each on one thread.
 *
 *     npm run bench:embed -- --events FILE [--reference PYTHON] [--rounds 3] [--limit 4500]
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ASSETS, readAsset } from '#infra/muse/assets.ts'
import { createMuseEmbedder } from '#infra/muse/embedder.ts'
import { feedsOf, loadEmbeddingTable, loadSession } from '#infra/muse/encoder.ts'
import { packBatch, splitByTokens } from '#infra/muse/packing.ts'
import { createTokenizer } from '#infra/muse/tokenizer/tokenizer.ts'
import { timeEmbedder, timeReference, timeSession } from './embed-runs.ts'
import { machineLine, printTable } from './report.ts'
import { textsOf } from './texts.ts'

/** Texts a call, the default of the batching of concurrent calls. */
const CALL_TEXTS = 64
/** Tokens a batch that bare ONNX Runtime may choose from: its best one counts. */
const BARE_BATCHES = [128, 256, 512]

async function idsOf(texts: readonly string[]): Promise<Int32Array[]> {
  const tokenizer = createTokenizer(await readAsset(ASSETS, 'sentencepiece.model'))
  return texts.map((text) => tokenizer.encode(text))
}

/** Bare ONNX Runtime: one entry a batch size, giving the seconds of one round. */
async function prepareBare(ids: readonly Int32Array[]) {
  const [session, table] = await Promise.all([loadSession({ assets: ASSETS, threads: 1 }), loadEmbeddingTable(ASSETS)])
  return BARE_BATCHES.map((tokens) => {
    const batches = splitByTokens(ids, tokens).map((batch) => feedsOf(packBatch(batch), table))
    return { tokens, run: () => timeSession(session, batches), seconds: Infinity }
  })
}

/** Best of the rounds, taken in turns so that a busy moment of the machine falls on all alike. */
async function measure(texts: readonly string[], ids: readonly Int32Array[], rounds: number) {
  const embedder = await createMuseEmbedder({ threads: 1 })
  const bare = await prepareBare(ids)
  const ours = { seconds: Infinity }
  for (let round = 0; round < rounds; round++) {
    for (const shape of bare) shape.seconds = Math.min(shape.seconds, await shape.run())
    ours.seconds = Math.min(ours.seconds, await timeEmbedder(embedder, texts, CALL_TEXTS))
  }
  await embedder.close()
  return { ours: ours.seconds, bare: bare.reduce((a, b) => (b.seconds < a.seconds ? b : a)) }
}

/** Seconds until an embedder is ready, and what it adds to the process's memory; before anything else is loaded. */
async function measureLoad() {
  const [start, memory] = [performance.now(), process.memoryUsage.rss()]
  const embedder = await createMuseEmbedder({ threads: 1 })
  const load = { seconds: (performance.now() - start) / 1000, megabytes: (process.memoryUsage.rss() - memory) / 1e6 }
  await embedder.close()
  return load
}

async function main(events: string, reference: string | undefined, rounds: number, limit: number): Promise<void> {
  const load = await measureLoad()
  const texts = textsOf(readFileSync(events, 'utf8')).slice(0, limit)
  const ids = await idsOf(texts)
  const tokens = ids.reduce((sum, { length }) => sum + length, 0)
  const { ours, bare } = await measure(texts, ids, rounds)

  const rows = [
    { name: 'Upnext, text to vector', seconds: ours },
    { name: `ONNX Runtime, packed tokens (${bare.tokens} a batch)`, seconds: bare.seconds },
    ...(reference === undefined ? [] : [{ name: 'reference package', seconds: timeReference(reference, texts, rounds) }]),
  ]
  printTable(
    ['one thread', 'seconds', 'texts/s', 'tokens/s', 'Upnext takes'],
    rows.map(({ name, seconds }) => [
      name,
      seconds.toFixed(2),
      (texts.length / seconds).toFixed(0),
      (tokens / seconds).toFixed(0),
      `${(ours / seconds).toFixed(2)} times`,
    ]),
  )
  console.log(`${texts.length} texts, ${tokens} tokens, best of ${rounds} rounds`)
  console.log(`load ${load.seconds.toFixed(2)} s, +${load.megabytes.toFixed(0)} MB; ${machineLine()}`)
  if (reference === undefined) console.log('Reference package skipped: name a Python that has it with --reference.')
}

const { values } = parseArgs({
  options: {
    events: { type: 'string' },
    reference: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    limit: { type: 'string', default: '4500' },
  },
})
if (values.events === undefined) {
  console.error('Which texts? Give an event file: npm run bench:embed -- --events FILE')
  process.exitCode = 2
} else {
  await main(values.events, values.reference, Number(values.rounds), Number(values.limit))
}
