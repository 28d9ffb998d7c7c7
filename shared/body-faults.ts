import { createLogger } from './logger.ts'

const state = { applied: false }

/**
 * Express writes its errors whole to the console. That of a body which does not parse holds the body, with whatever names are in it, and its
 * message a piece: a line without them takes its place.
 */
export function keepBodiesOutOfLog(): void {
  if (state.applied) return
  state.applied = true
  const write = console.error.bind(console)
  console.error = (...values: readonly unknown[]) => {
    if (values.some(holdsBody)) createLogger('warn').warn('body-unreadable')
    else write(...values)
  }
}

function holdsBody(value: unknown): boolean {
  return value instanceof Error && 'body' in value
}
