import { Piscina } from 'piscina'
import { UpnextError } from '#shared/errors.ts'
import type { ConnectionOptions } from './connection.ts'
import { errorOf } from './faults.ts'
import { createGroups } from './groups.ts'
import type { Input, Output, Reads, Writes } from './operations.ts'
import type { Call, Outcome, WriterTask } from './thread/call.ts'

/** The way to the threads that do all work on the file: node:sqlite is synchronous and would stop the event loop. */
export interface Threads {
  readonly read: <Name extends keyof Reads>(name: Name, input: Input<Reads, Name>) => Promise<Output<Reads, Name>>
  readonly write: <Name extends keyof Writes>(name: Name, input: Input<Writes, Name>) => Promise<Output<Writes, Name>>
  /** Rewrites the file without what was deleted, between two writes. */
  readonly scrub: () => Promise<void>
  /** Ends the threads after what was begun. Safe to repeat; later calls are refused. */
  readonly close: () => Promise<void>
}

export interface ThreadOptions extends Pick<ConnectionOptions, 'path' | 'maxBytes'> {
  /** At most. */
  readonly readers: number
  readonly readOnly: boolean
}

/** A thread costs 15 MB: another one reads only where more calls than these wait, and not for the few of a first answer. */
const CALLS_A_READER = 4
const READER_IDLE_MS = 60_000

/** Starts the threads and opens the file in each; more readers, up to their number, start under load. @throws UpnextError when it cannot be opened. */
export async function startThreads({ readers: count, readOnly, ...file }: ThreadOptions): Promise<Threads> {
  const writer = readOnly ? undefined : new Piscina<WriterTask, Outcome[]>(poolOptions('writer', { ...file, mode: 'write' }))
  const readers = new Piscina<Call | null, Outcome>({
    ...poolOptions('reader', { ...file, mode: readOnly ? 'read-only' : 'read' }),
    maxThreads: count,
    concurrentTasksPerWorker: CALLS_A_READER,
    idleTimeout: READER_IDLE_MS,
  })
  try {
    // The writer first: it makes the tables that readers check for.
    for (const outcome of (await writer?.run([])) ?? []) valueOf(outcome)
    valueOf(await readers.run(null))
  } catch (error) {
    await Promise.all([readers.destroy(), writer?.destroy()])
    throw error
  }
  return threadsOf(readers, writer)
}

function threadsOf(readers: Piscina<Call | null, Outcome>, writer: Piscina<WriterTask, Outcome[]> | undefined): Threads {
  const groups = createGroups(async (calls) => (writer === undefined ? calls.map(() => READ_ONLY) : await answered(writer.run(calls))))
  const closing: Promise<void>[] = []
  const end = async (): Promise<void> => {
    await groups.idle()
    await readers.close()
    if (writer !== undefined) await writer.run(null)
    await writer?.close()
  }
  // A closed pool would start a thread again.
  const whileOpen = (ask: () => Promise<Outcome>): Promise<Outcome> => (closing.length === 0 ? ask() : Promise.resolve(CLOSED))
  const scrubbed = async (): Promise<Outcome> => {
    const [outcome = CLOSED] = writer === undefined ? [READ_ONLY] : await answered(writer.run('scrub'))
    return outcome
  }
  return {
    read: async (name, input) => valueOf(await whileOpen(() => answered(readers.run({ name, input })))) as Output<Reads, typeof name>,
    write: async (name, input) => valueOf(await whileOpen(() => groups.add({ name, input }))) as Output<Writes, typeof name>,
    scrub: async () => void valueOf(await whileOpen(scrubbed)),
    close: async () => {
      if (closing.length === 0) closing.push(end())
      await closing[0]
    },
  }
}

const READ_ONLY: Outcome = {
  fault: { code: 'configuration', message: 'The database was opened for reading only.', fix: 'Open it for writing.', retryable: false },
}

const CLOSED: Outcome = { fault: { code: 'unavailable', message: 'The database was closed.', retryable: true } }

const ENTRIES = { reader: new URL('./thread/reader.ts', import.meta.url), writer: new URL('./thread/writer.ts', import.meta.url) }

function poolOptions(entry: keyof typeof ENTRIES, options: ConnectionOptions) {
  return { filename: ENTRIES[entry].href, minThreads: 1, maxThreads: 1, workerData: options, recordTiming: false }
}

/** What is thrown across threads is no fault of a statement: the thread itself ended, and the next call finds a new one. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (cause) {
    throw new UpnextError('unavailable', 'A database thread ended.', { fix: 'Retry; look at the memory of the process.', cause })
  }
}

function valueOf(outcome: Outcome): unknown {
  if ('fault' in outcome) throw errorOf(outcome.fault)
  return outcome.value
}
