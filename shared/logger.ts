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

/** From the least severe on, as Cloud Logging names them: it reads `severity` and `message`. */
const SEVERITIES = { debug: 'DEBUG', info: 'INFO', warn: 'WARNING', error: 'ERROR' } as const

type Level = keyof typeof SEVERITIES

/** @param write Takes one line with its end. Default: standard error. */
export function createLogger(level: Config['logLevel'], write: (line: string) => unknown = (line) => process.stderr.write(line)): Logger {
  const levels = Object.keys(SEVERITIES) as Level[]
  const at = (method: Level): Logger[Level] => {
    if (levels.indexOf(method) < levels.indexOf(level)) return ignore
    return (event, fields = {}) => {
      const time = new Date().toISOString()
      write(`${JSON.stringify({ severity: SEVERITIES[method], time, event, ...fields, ...causeOf(fields['error']), message: event })}\n`)
    }
  }
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
