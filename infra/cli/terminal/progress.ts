import { SingleBar } from 'cli-progress'
import type { Output } from '../context.ts'

/** How far a long command is. Draws on a terminal only; pipes and files see nothing of it. */
export interface Progress {
  /** `done` of `total` in whatever unit; `count` items so far, from which the rate is told. */
  update(done: number, count: number): void
  stop(): void
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined }
const WITH_TOTAL = '{label} {bar} {percentage}% | {count} {unit} | {rate}/s | ETA {eta_formatted}'
const WITHOUT_TOTAL = '{label} {count} {unit} | {rate}/s | {duration_formatted}'

export interface ProgressOptions {
  readonly label: string
  /** What is counted, in the plural. */
  readonly unit: string
  /** Undefined where the end is not known, as with standard input. */
  readonly total: number | undefined
}

export function startProgress(output: Output, { label, unit, total }: ProgressOptions): Progress {
  if (output.isTTY !== true) return SILENT
  const bar = new SingleBar({
    format: total === undefined ? WITHOUT_TOTAL : WITH_TOTAL,
    stream: output,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    fps: 5,
    etaBuffer: 50,
  })
  const startedAt = performance.now()
  bar.start(total ?? 1, 0, { label, unit, count: 0, rate: '–' })
  return {
    update: (done, count) => bar.update(total === undefined ? 0 : done, { count, rate: rate(count, performance.now() - startedAt) }),
    stop: () => bar.stop(),
  }
}

function rate(count: number, ms: number): string {
  return ms < 500 ? '–' : ((count / ms) * 1000).toFixed(1)
}
