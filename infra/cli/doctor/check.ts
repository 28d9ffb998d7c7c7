import type { Config } from '#shared/config.ts'
import { isUpnextError, messageOf } from '#shared/errors.ts'
import type { CliContext } from '../context.ts'

/** What a check found. `warn`: it works, but somebody should know. */
export interface Finding {
  readonly status: 'ok' | 'warn' | 'fail'
  readonly detail: string
  /** What to do about it. */
  readonly fix?: string
}

export interface Check {
  readonly name: string
  /** A fault that it throws is a `fail`. */
  readonly run: (config: Config, context: CliContext) => Finding | Promise<Finding>
}

export type NamedFinding = Finding & { readonly name: string }

export const ok = (detail: string): Finding => ({ status: 'ok', detail })

/** Runs a check and turns what it throws into a finding. */
export async function runCheck({ name, run }: Check, config: Config, context: CliContext): Promise<NamedFinding> {
  try {
    return { name, ...(await run(config, context)) }
  } catch (error) {
    return { name, ...findingOf(error) }
  }
}

export function findingOf(error: unknown): Finding {
  const fix = isUpnextError(error) ? error.fix : undefined
  return { status: 'fail', detail: messageOf(error), ...(fix === undefined ? {} : { fix }) }
}
