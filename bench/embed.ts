/**
 * How much of the time that embedding takes is not the model: our embedder (text in, vectors out, worker thread included)
 * beside bare ONNX Runtime on the same tokens, packed beforehand, and beside the reference package, each on one thread.
 * On a busy machine look at the processor's seconds.
 *
 *     npm run bench:embed -- --events FILE [--reference PYTHON] [--rounds 3] [--limit 4500]
 */
import { readFileSync } from 'node:fs'
import { ASSETS, readAsset } from '#infra/muse/assets.ts'
import { createMuseEmbedder } from '#infra/muse/embedder.ts'
import { feedsOf, loadEmbeddingTable, loadSession } from '#infra/muse/encoder.ts'
import { packBatch, splitByTokens } from '#infra/muse/packing.ts'
import { createTokenizer } from '#infra/muse/tokenizer/tokenizer.ts'
import { add, compete, embedderRun, sessionRun, slicesOf, timeReference, type Seconds } from './embed-runs.ts'
import { benchCommand } from './options.ts'
import { machineLine, printTable } from './report.ts'
import { textsOf } from './texts.ts'

/** Texts a call, the default of the batching of concurrent calls. */
const CALL_TEXTS = 64
/** Texts that are timed at once, each contestant by its best round: on a busy machine, some round of a short slice is undisturbed. */
const SLICE_TEXTS = 256
/** Tokens a batch that bare ONNX Runtime may choose from: its best one counts. */
const BARE_BATCHES = [128, 256, 512]

type Tokenize = (text: string) => Int32Array

/** Seconds on all slices: of the embedder, and of bare ONNX Runtime for each batch size. */
async function measure(slices: readonly (readonly string[])[], tokenize: Tokenize, rounds: number) {
  const embedder = await createMuseEmbedder({ threads: 1 })
  const [session, table] = await Promise.all([loadSession({ assets: ASSETS, threads: 1 }), loadEmbeddingTable(ASSETS)])
  const bare = BARE_BATCHES.map((tokens) => ({ tokens, seconds: { clock: 0, processor: 0 } }))
  const ours = { clock: 0, processor: 0 }
  for (const texts of slices) {
    const ids = texts.map(tokenize)
    const sessions = bare.map(({ tokens }) => {
      const batches = splitByTokens(ids, tokens).map((batch) => feedsOf(packBatch(batch), table))
      return sessionRun(session, batches)
    })
    const own = embedderRun(embedder, texts, CALL_TEXTS)
    await compete([own, ...sessions], rounds)
    add(ours, own.best)
    bare.forEach(({ seconds }, at) => add(seconds, sessions[at]?.best ?? seconds))
  }
  await embedder.close()
  return { ours, bare: bare.reduce((a, b) => (b.seconds.clock < a.seconds.clock ? b : a)) }
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
  const slices = slicesOf(texts, SLICE_TEXTS)
  const tokenizer = createTokenizer(await readAsset(ASSETS, 'sentencepiece.model'))
  const tokenize = (text: string) => tokenizer.encode(text)
  const tokens = texts.reduce((sum, text) => sum + tokenize(text).length, 0)
  const { ours, bare } = await measure(slices, tokenize, rounds)

  const rows: { name: string; seconds: Seconds }[] = [
    { name: 'Upnext, text to vector', seconds: ours },
    { name: `ONNX Runtime, packed tokens (${bare.tokens} a batch)`, seconds: bare.seconds },
    ...(reference === undefined ? [] : [{ name: 'reference package', seconds: timeReference(reference, slices, rounds) }]),
  ]
  printTable(
    ['one thread', 'texts/s', 'tokens/s', 'seconds', 'Upnext takes', 'processor', 'Upnext takes'],
    rows.map(({ name, seconds: { clock, processor } }) => [
      name,
      (texts.length / clock).toFixed(0),
      (tokens / clock).toFixed(0),
      clock.toFixed(2),
      `${(ours.clock / clock).toFixed(2)} x`,
      processor.toFixed(2),
      `${(ours.processor / processor).toFixed(2)} x`,
    ]),
  )
  console.log(`${texts.length} texts, ${tokens} tokens, best of ${rounds} rounds for every ${SLICE_TEXTS} texts`)
  console.log(`load ${load.seconds.toFixed(2)} s, +${load.megabytes.toFixed(0)} MB; ${machineLine()}`)
  if (reference === undefined) console.log('Reference package skipped: name a Python that has it with --reference.')
}

const options = benchCommand('bench:embed', 'What embedding costs beside bare ONNX Runtime and the reference package, on one thread.')
  .option('--reference <python>', 'a Python that has the reference package')
  .option('--rounds <n>', 'rounds a slice, of which the best counts', Number, 3)
  .option('--limit <n>', 'texts at most', Number, 4500)
  .parse()
  .opts<{ events: readonly string[]; reference?: string; rounds: number; limit: number }>()
await main(options.events[0] ?? '', options.reference, options.rounds, options.limit)
