import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readLines, type Line } from '#infra/cli/publish/lines.ts'

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (const start of Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => n * size)) {
    yield await Promise.resolve(bytes.subarray(start, start + size))
  }
}

async function linesOf(text: string, size: number, maxBytes?: number): Promise<(string | undefined)[]> {
  const lines: Line[] = []
  for await (const line of readLines(chunksOf(Buffer.from(text), size), maxBytes)) lines.push(line)
  assert.deepEqual(
    lines.map(({ number }) => number),
    lines.map((_, place) => place + 1),
  )
  return lines.map(({ bytes }) => bytes?.toString())
}

describe('readLines', () => {
  it('cuts as split does, wherever the chunks end', async () => {
    const text = fc
      .array(fc.string({ unit: fc.constantFrom('a', 'é', '🎬', '\r') }), { minLength: 1, maxLength: 8 })
      .map((lines) => lines.join('\n'))
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        const expected = text.split('\n')
        // A newline at the end ends the last line; it does not begin another.
        if (expected.at(-1) === '') expected.pop()
        assert.deepEqual(await linesOf(text, size), expected)
      }),
    )
  })

  it('reads past a line that is too long and goes on behind it', async () => {
    assert.deepEqual(await linesOf('ok\n123456789\nfine', 4, 5), ['ok', undefined, 'fine'])
  })

  it('takes the byte order mark off the first line only', async () => {
    assert.deepEqual(await linesOf('\ufeffone\n\ufefftwo', 100), ['one', '\ufefftwo'])
  })
})
