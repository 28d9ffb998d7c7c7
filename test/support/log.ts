import type { Logger } from '#shared/logger.ts'

export type LogFields = Readonly<Record<string, unknown>> & { readonly event: string }

/** A logger that keeps its lines. */
export function recordingLogger(lines: LogFields[]): Logger {
  const keep = (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
    lines.push({ ...fields, event })
  }
  return { debug: keep, info: keep, warn: keep, error: keep }
}
