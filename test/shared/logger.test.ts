import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLogger } from '#shared/logger.ts'

function linesOf(level: Parameters<typeof createLogger>[0], work: (logger: ReturnType<typeof createLogger>) => void): unknown[] {
  const lines: string[] = []
  work(createLogger(level, (line) => lines.push(line)))
  return lines.map((line) => {
    assert.ok(line.endsWith('\n') && !line.slice(0, -1).includes('\n'))
    const { time, ...rest } = JSON.parse(line) as Record<string, unknown>
    assert.match(String(time), /^\d{4}-\d\d-\d\dT.*Z$/)
    return rest
  })
}

describe('createLogger', () => {
  it('writes one line of JSON an event, as Cloud Logging reads it', () => {
    const lines = linesOf('info', (logger) => logger.warn('version-conflict', { id: 'a\nb', version: 3 }))
    assert.deepEqual(lines, [{ severity: 'WARNING', event: 'version-conflict', id: 'a\nb', version: 3, message: 'version-conflict' }])
  })

  it('leaves out what is less severe than its level', () => {
    const all = (logger: ReturnType<typeof createLogger>) => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) logger[level](level)
    }
    assert.equal(linesOf('debug', all).length, 4)
    assert.equal(linesOf('error', all).length, 1)
  })

  it('tells an error by its messages and those of its causes, without stacks', () => {
    const error = new Error('outer', { cause: new Error('inner') })
    const lines = linesOf('info', (logger) => logger.error('failed', { error }))
    assert.deepEqual(lines, [{ severity: 'ERROR', event: 'failed', error: 'outer <- inner', message: 'failed' }])
  })
})
