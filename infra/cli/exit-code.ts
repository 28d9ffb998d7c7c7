import { isUpnextError } from '#shared/errors.ts'

/** What the shell sees. `interrupted` is what shells use for Ctrl-C (128 + SIGINT). */
export const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Faults that another call or another setting would avoid are the caller's; all others are failures. */
export function exitCodeOf(error: unknown): ExitCode {
  return isUpnextError(error, 'configuration') || isUpnextError(error, 'invalid-request') ? EXIT.usage : EXIT.failed
}
