import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { judgedTruth } from '#shared/evaluation/ground-truth.ts'
import { readJudgements } from '#shared/evaluation/judgement.ts'
import { runCli } from '#test/support/cli.ts'
import { startProduct } from '#test/support/cli-product.ts'
import { upsertJson } from '#test/support/events.ts'

const SUBJECTS = [
  'Baking bread at home',
  'Bread without kneading',
  'Repairing a bicycle',
  'Bicycle brakes',
  'Growing tomatoes',
  'Tomatoes in pots',
]
const EVENTS = SUBJECTS.map((title, i) =>
  upsertJson({ id: `v${i}`, title, description: `All about ${title}.\u001b[31m`, tags: ['how to'] }),
)

describe('upnext label', () => {
  const started: { product?: Awaited<ReturnType<typeof startProduct>> } = {}
  before(async () => {
    const product = await startProduct()
    started.product = product
    const events = join(product.folder, 'events.jsonl')
    await writeFile(events, EVENTS.map((event) => JSON.stringify(event)).join('\n'))
    await runCli(['publish', events], { env: product.env })
  })
  after(() => started.product?.close())

  const fileOf = (name: string) => join(started.product?.folder ?? '', name)
  const press = (keys: string, out: string, ...more: string[]) =>
    runCli(['label', '--out', out, ...more], { env: started.product?.env ?? {}, stdin: Readable.from([keys]) })

  it('shows pairs, writes each answer down, and goes on where it ended', async () => {
    const [whole, parts] = [fileOf('whole.jsonl'), fileOf('parts.jsonl')]
    const run = await press('yxnsyyy', whole)
    assert.equal(run.code, 0, run.stderr)
    assert.match(run.stderr, /1 of 300.+\n.+\nAll about .+\nhow to/)
    assert.ok(!run.stderr.includes('\u001b'), 'what uploaders write gives the terminal no orders')
    const judgements = readJudgements(await readFile(whole, 'utf8'))
    assert.deepEqual(
      judgements.map(({ related }) => related),
      [true, false, null, true, true, true],
    )
    assert.equal(new Set(judgements.map(({ seed }) => seed)).size, SUBJECTS.length)

    await press('yq', parts)
    await press('ns', parts)
    const last = await press('yyyy', parts)
    assert.equal(await readFile(parts, 'utf8'), await readFile(whole, 'utf8'))
    assert.match(last.stdout, /6 pairs in .+: 4 related, 1 not/)
  })

  it('ends with Ctrl-C and with the input, and draws others for another seed', async () => {
    const [one, other] = [fileOf('one.jsonl'), fileOf('other.jsonl')]
    assert.equal((await press('y\u0003y', one)).code, 0)
    await press('yyyyyy', other, '--seed', '2')
    const seeds = async (file: string) => readJudgements(await readFile(file, 'utf8')).map(({ seed }) => seed)
    assert.equal((await seeds(one)).length, 1)
    assert.notDeepEqual(await seeds(other), await seeds(fileOf('whole.jsonl')))
  })

  it('writes what eval and calibrate read', async () => {
    const judgements = readJudgements(await readFile(fileOf('whole.jsonl'), 'utf8'))
    const { related, judged } = judgedTruth('mine', judgements, new Set(SUBJECTS.map((_, i) => `v${i}`)))
    assert.equal(related.size, 4)
    assert.equal(judged?.size, 5)
  })

  it('refuses a file of something else, and takes no unfinished line for one', async () => {
    const file = fileOf('other.txt')
    await writeFile(file, 'a diary\n')
    assert.equal((await press('y', file)).code, 2)
    assert.equal((await readFile(file, 'utf8')).trim(), 'a diary')
    assert.deepEqual(readJudgements('{"seed":"a","cand'), [])
  })
})
