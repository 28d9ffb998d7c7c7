import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { describe, it } from 'node:test'
import { colorsFor } from '#infra/cli/terminal/colors.ts'
import { writeFault } from '#infra/cli/terminal/fault.ts'
import { bytesText } from '#infra/cli/terminal/numbers.ts'
import { startProgress } from '#infra/cli/terminal/progress.ts'
import { printable, renderTable, shorten } from '#infra/cli/terminal/table.ts'
import { UpnextError } from '#shared/errors.ts'

function output(isTTY: boolean) {
  const chunks: string[] = []
  const stream = new PassThrough().on('data', (chunk: Buffer) => void chunks.push(chunk.toString()))
  return { stream: Object.assign(stream, { isTTY, columns: 100 }), text: () => chunks.join('') }
}

describe('renderTable', () => {
  it('aligns columns, wide characters too, without borders', () => {
    const table = renderTable(
      ['id', 'title', 'n'],
      [
        ['a', '日本語', '1'],
        ['long-id', 'b', '2'],
      ],
    )
    assert.equal(table, ['id       title   n', 'a        日本語  1', 'long-id  b       2'].join('\n'))
  })

  it('lets nothing through that a terminal would obey', () => {
    assert.equal(printable('a\u001b[31mb\u202Ec\nd'), 'a [31mb c d')
    assert.equal(renderTable(['x'], [['\u001b]0;title\u0007']]), 'x\n]0;title')
  })

  it('shortens by characters, not halves of them', () => {
    assert.equal(shorten('🎬🎬🎬', 3), '🎬🎬🎬')
    assert.equal(shorten('🎬🎬🎬🎬', 3), '🎬🎬…')
  })
})

describe('colorsFor', () => {
  it('leaves pipes and files plain', () => assert.equal(colorsFor(output(false).stream).red('x'), 'x'))
})

describe('startProgress', () => {
  it('draws on a terminal', () => {
    const { stream, text } = output(true)
    const progress = startProgress(stream, { label: 'events.jsonl', unit: 'events', total: 10 })
    progress.update(5, 50)
    progress.stop()
    assert.match(text(), /events\.jsonl/)
  })

  it('writes nothing elsewhere', () => {
    const { stream, text } = output(false)
    const progress = startProgress(stream, { label: 'events.jsonl', unit: 'events', total: undefined })
    progress.update(5, 50)
    progress.stop()
    assert.equal(text(), '')
  })
})

describe('writeFault', () => {
  it('says what was wrong and what to do, and the causes when asked', () => {
    const fault = new UpnextError('unavailable', 'No answer.', { fix: 'Start it.', cause: new Error('refused') })
    const [brief, verbose] = [output(false), output(false)]
    writeFault(brief.stream, fault, false)
    writeFault(verbose.stream, fault, true)
    assert.equal(brief.text(), 'error: No answer.\nfix: Start it.\n')
    assert.match(verbose.text(), /caused by Error: refused/)
  })
})

describe('bytesText', () => {
  it('takes the unit that fits', () => {
    assert.deepEqual([0, 1023, 1536, 5 * 2 ** 30].map(bytesText), ['0 B', '1023 B', '1.5 KiB', '5.0 GiB'])
  })
})
