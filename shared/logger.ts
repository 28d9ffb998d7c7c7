import { pino } from 'pino'
import type { Config } from './config.ts'

/**
 * Named log events, one JSON line each on standard error. The name is stable: metrics and alerts are made from it. Fields hold ids,
 * counts, durations and reasons, never texts of videos, secrets, addresses or viewers.
 */
export interface Logger {
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

export const SILENT: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore }

/** Cloud Logging reads `severity` and `message`. */
const SEVERITY: Readonly<Record<string, string>> = { debug: 'DEBUG', info: 'INFO', warn: 'WARNING', error: 'ERROR' }

export function createLogger(level: Config['logLevel']): Logger {
  const lines = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ severity: SEVERITY[label] ?? 'DEFAULT' }) },
    },
    pino.destination({ dest: 2, sync: true }),
  )
  const at =
    (method: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
      lines[method]({ event, ...fields, ...causeOf(fields['error']) }, event)
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** Errors as name, message and the messages of their causes; stacks stay out of the log. */
function causeOf(error: unknown): { error?: string } {
  if (error === undefined) return {}
  if (!(error instanceof Error)) return { error: typeof error === 'string' ? error : typeof error }
  const { error: cause } = causeOf(error.cause)
  return { error: cause === undefined ? error.message : `${error.message} <- ${cause}` }
}

function ignore(): void {
  // Nothing is written.
}
