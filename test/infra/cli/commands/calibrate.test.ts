import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { CalibrationReport } from '#shared/evaluation/calibration/calibrate.ts'
import { runCli } from '#test/support/cli.ts'
import { upsertJson } from '#test/support/events.ts'
import { temporaryFolder } from '#test/support/temporary.ts'

const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  kitchen: [
    'Sourdough bread',
    'Chocolate cake',
    'Fresh pasta',
    'An omelette',
    'Onion soup',
    'Apple pie',
    'Fried rice',
    'Pizza',
    'Pancakes',
  ],
  space: [
    'Rockets',
    'Life on Mars',
    'Astronauts',
    'Photographs of Saturn',
    'Comets',
    'Black holes',
    'The moon',
    'Telescopes',
    'Satellites',
  ],
  garden: ['Tomatoes', 'Old roses', 'Compost', 'Sowing a lawn', 'Bees', 'Apple trees', 'Tulips', 'Hedges', 'A small pond'],
}
const EVENTS = Object.entries(SUBJECTS).flatMap(([subject, titles]) =>
  titles.map((title, i) =>
    upsertJson({ id: `${subject}-${i}`, title, description: `${title}, explained for beginners.`, tags: [subject] }),
  ),
)
/** Everything on a subject is related to everything else on it. */
const RELATED = Object.fromEntries(
  Object.entries(SUBJECTS).flatMap(([subject, titles]) => {
    const ids = titles.map((_, i) => `${subject}-${i}`)
    return ids.map((id) => [id, ids.filter((other) => other !== id)] as const)
  }),
)

describe('upnext calibrate', () => {
  const world = { path: '', remove: () => Promise.resolve() }
  const file = (name: string) => join(world.path, name)
  before(async () => {
    Object.assign(world, await temporaryFolder())
    await writeFile(file('events.jsonl'), EVENTS.map((event) => JSON.stringify(event)).join('\n'))
    await writeFile(file('related.json'), JSON.stringify(RELATED))
    await writeFile(file('other.json'), JSON.stringify({ someone: ['else'] }))
  })
  after(() => world.remove())

  const calibrate = (...argv: string[]) => runCli(['calibrate', '--events', file('events.jsonl'), ...argv])

  it('fits to labelled pairs, draws a page, and writes what `recipe build` takes', async () => {
    const [html, out, recipe] = [file('page.html'), file('fitted.json'), file('recipe.json')]
    const run = await calibrate('--related', file('related.json'), '--html', html, '--out', out, '--json')
    assert.equal(run.code, 0, run.stderr)
    const { pairs, related, heldOut, before: earlier, after: later, fitted } = JSON.parse(run.stdout) as CalibrationReport
    assert.ok(related > 0 && related < pairs && heldOut > 0 && heldOut < pairs)
    assert.deepEqual(new Set(later.map(({ mix }) => mix)), new Set(earlier.map(({ mix }) => mix)))
    assert.ok(later.every(({ error }) => error >= 0 && error <= 1))
    assert.deepEqual(JSON.parse(await readFile(out, 'utf8')), fitted)

    const page = await readFile(html, 'utf8')
    assert.match(page, /^<!doctype html>/i)
    assert.match(page, new RegExp(`${pairs} labelled pairs, ${related} of them related`))
    assert.ok(later.every(({ mix }) => page.includes(`>${mix}<`)))
    assert.match(page, /<svg/)

    const built = await runCli(['recipe', 'build', '--from', 'events', file('events.jsonl'), '--calibration', out, '--out', recipe])
    assert.equal(built.code, 0, built.stderr)
    const written = JSON.parse(await readFile(recipe, 'utf8')) as { readonly recipe: { readonly calibration: unknown } }
    assert.deepEqual(written.recipe.calibration, fitted.calibration)
  })

  it('shows people a table a field mix', async () => {
    const { stdout } = await calibrate('--related', file('related.json'))
    assert.match(stdout, /^\d+ pairs, \d+ related; the errors are those of \d+ pairs of seeds that were held out$/m)
    assert.match(stdout, /^field mixes +pairs +error before +after$/m)
  })

  it('refuses labels of another catalogue', async () => {
    const { code, stderr } = await calibrate('--related', file('other.json'))
    assert.equal(code, 2)
    assert.match(stderr, /names no seed/)
  })
})
