import { sleep } from '#infra/sleep.ts'
import { SILENT } from '#shared/logger.ts'
import type { Operation, OperationDeps } from '#shared/operations/operation.ts'
import { STUB_RECIPE } from './ingest.ts'
import { stubEmbedder } from './stub-embedder.ts'

type Stores = Pick<OperationDeps, 'index' | 'registry' | 'artefacts' | 'signals' | 'warehouse' | 'letters' | 'scrub'> &
  Partial<Pick<OperationDeps, 'feedback' | 'viewers' | 'watches'>>

const untouched = () => Promise.reject(new Error('This operation touches nothing of viewers.'))

/** What operations work on: given stores, the stub in place of a model, and no waiting for events under way. */
export function operationDeps(stores: Stores, given: Partial<OperationDeps> = {}): OperationDeps {
  const embedder = stubEmbedder()
  return {
    feedback: { report: untouched, countOfViewers: untouched, eraseViewers: untouched },
    viewers: { put: untouched, watchedBy: untouched, remove: untouched, expire: untouched },
    watches: {
      coWatch: () => {
        throw new Error('This operation reads no watches.')
      },
      trending: untouched,
      newest: untouched,
    },
    viewerKeys: [],
    ...stores,
    publisher: () => Promise.reject(new Error('This operation publishes nothing.')),
    embedders: () => Promise.resolve(embedder),
    logger: SILENT,
    eventTimeoutMs: 0,
    recipe: STUB_RECIPE,
    clock: Date.now,
    sleep,
    ...given,
  }
}

/** Does an operation to its end, from a cursor on. */
export async function complete<Input, Cursor, Report>(
  operation: Operation<Input, Cursor, Report>,
  input: Input,
  deps: OperationDeps,
  from: Cursor | null = null,
): Promise<Report> {
  const { cursor, report } = await operation.step(input, from, deps, new AbortController().signal)
  return cursor === null ? report : complete(operation, input, deps, cursor)
}
