import type { z } from 'zod'
import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import type { EventPublisher } from '#shared/events/publisher.ts'
import type { LetterStore } from '#shared/events/letters.ts'
import { UpnextError } from '#shared/errors.ts'
import type { FeedbackWarehouse } from '#shared/feedback/warehouse.ts'
import type { Registry } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { Logger } from '#shared/logger.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import type { SignalStore } from '#shared/signals/signal-store.ts'
import type { WatchRules } from '#shared/watches/rules.ts'
import type { Watches } from '#shared/watches/watches.ts'
import type { ViewerStore } from '#shared/viewers/viewer-store.ts'
import type { Warehouse } from '#shared/warehouse/warehouse.ts'

/** What operations work on. */
export interface OperationDeps {
  readonly index: VideoIndex
  readonly registry: Registry
  readonly artefacts: ArtefactStore
  readonly signals: SignalStore
  readonly warehouse: Warehouse
  readonly viewers: ViewerStore
  /** Of viewers' pseudonyms; none: there is nothing of viewers to be found. */
  readonly viewerKeys: readonly string[]
  readonly letters: LetterStore
  readonly feedback: FeedbackWarehouse
  readonly watches: Watches
  /** Rewrites what the stores keep on this machine, so that nothing of what was removed is left in it. */
  readonly scrub: () => Promise<void>
  /** Opened when first needed. */
  readonly publisher: () => Promise<EventPublisher>
  /** Opened when first needed, too. */
  readonly embedders: EmbedderLookup
  readonly logger: Logger
  /** Milliseconds that the handling of one event takes at most. */
  readonly eventTimeoutMs: number
  /** The recipe that this release brings. */
  readonly recipe: Recipe
  /** Epoch milliseconds. */
  readonly clock: () => number
  /** Of co-watch and trending; default: `WATCH_RULES`. */
  readonly rules?: WatchRules
  /** Waits so many milliseconds, or until the signal aborts. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface Step<Cursor, Report> {
  /** Where the next step goes on; null when all is done. */
  readonly cursor: Cursor | null
  /** Of all steps so far. */
  readonly report: Report
}

/**
 * A piece of an operator's work that can be done in steps, here or in a function that may run for a limited time. Schemas stand at both
 * ends of the wire.
 */
export interface Operation<Input, Cursor, Report> {
  readonly name: string
  readonly summary: string
  /** What it does to the stores; `set-up` may find none. */
  readonly access: 'read' | 'write' | 'set-up'
  readonly input: z.ZodType<Input>
  readonly cursor: z.ZodType<Cursor>
  readonly report: z.ZodType<Report>
  /**
   * Works from a cursor on (null: from the beginning) until all is done or `signal` aborts; what is under way then is finished. Safe to repeat
   * with the same cursor.
   * @param tell Told in between how far it is.
   */
  step(
    input: Input,
    cursor: Cursor | null,
    deps: OperationDeps,
    signal: AbortSignal,
    tell?: (report: Report) => void,
  ): Promise<Step<Cursor, Report>>
}

/** Does one step of an operation, wherever that happens. */
export type Stepper = <Input, Cursor, Report>(
  operation: Operation<Input, Cursor, Report>,
  input: Input,
  cursor: Cursor | null,
  tell?: (report: Report) => void,
) => Promise<Step<Cursor, Report>>

/**
 * Steps until all is done or `signal` aborts. @param onStep told of what is done so far.
 * @throws UpnextError `invalid-request` that lists what is wrong with the input.
 */
export async function runOperation<Input, Cursor, Report>(
  operation: Operation<Input, Cursor, Report>,
  input: Input,
  step: Stepper,
  { signal, onStep = () => undefined }: { readonly signal: AbortSignal; readonly onStep?: (report: Report) => void },
): Promise<Report> {
  const asked = checked(operation, input)
  const stepFrom = async (from: Cursor | null): Promise<Report> => {
    const { cursor, report } = await step(operation, asked, from, onStep)
    onStep(report)
    return cursor === null || signal.aborted ? report : stepFrom(cursor)
  }
  return stepFrom(null)
}

function checked<Input, Cursor, Report>({ name, input }: Operation<Input, Cursor, Report>, given: Input): Input {
  const result = input.safeParse(given)
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new UpnextError('invalid-request', `What ${name} was given is wrong: ${faults.join('; ')}`, { fix: 'Correct what is named.' })
}
