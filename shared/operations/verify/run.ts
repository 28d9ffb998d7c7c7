import type { CollectionRecord } from '#shared/index/registry.ts'
import type { Statistics } from '#shared/recipe/statistics/load.ts'
import type { OperationDeps } from '../operation.ts'
import type { VerifyCursor } from './cursor.ts'
import type { VerifyReport } from './report.ts'
import type { Thresholds } from './thresholds.ts'

/** What every phase of a verification works with. */
export interface VerifyRun {
  readonly deps: OperationDeps
  readonly asked: {
    readonly thresholds: Thresholds
    readonly related: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
    readonly seeds: number
    readonly chance: number
    readonly texts: number
    readonly dryRun: boolean
  }
  readonly record: CollectionRecord
  /** Undefined where the collection serves itself, or none does. */
  readonly serving: CollectionRecord | undefined
  readonly digest: string
  readonly statistics: Statistics
  readonly signal: AbortSignal
  readonly tell: (report: VerifyReport) => void
}

/** Works until its phase is done, and gives the beginning of the next one; or until the signal aborts, and gives where to go on. */
export type Phase = (from: VerifyCursor, run: VerifyRun) => Promise<VerifyCursor>

/** The cursor with so much done of its phase; whoever waits is told. */
export function proceeded(at: VerifyCursor, progress: VerifyReport['progress'], { tell }: VerifyRun): VerifyCursor {
  const report = { ...at.report, progress }
  tell(report)
  return { ...at, report }
}

/** At the beginning of another phase, on both sides. */
export function advancedTo(phase: VerifyReport['phase'], at: VerifyCursor, total: number): VerifyCursor {
  return { ...at, afterId: '', scan: null, report: { ...at.report, phase, progress: { done: 0, total } } }
}
