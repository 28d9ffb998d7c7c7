import { dirname, join } from 'node:path'
import { destinationOf } from '#shared/config.ts'
import type { CliContext } from '../context.ts'
import { note } from '../terminal/output.ts'
import { startProgress } from '../terminal/progress.ts'
import { openCheckpoint, type CheckpointStore } from './checkpoint.ts'
import type { DeliverContext } from './deliver.ts'
import { publishSource } from './publish-source.ts'
import { openSource, STANDARD_INPUT } from './source.ts'
import type { Tally } from './tally.ts'

export interface PublishFileOptions {
  readonly concurrency: number
  readonly sendInvalid?: boolean
  readonly resume?: boolean
}

/** Publishes one file from where its checkpoint says, if it is to be resumed, else from its beginning. */
export async function publishFile(
  file: string,
  { concurrency, sendInvalid = false, resume = false }: PublishFileOptions,
  tally: Tally,
  delivery: DeliverContext,
  context: CliContext,
): Promise<void> {
  if (context.signal.aborted) return
  const checkpoint = await checkpointOf(file, context)
  const before = resume ? await checkpoint?.read() : undefined
  if (before?.complete === true) {
    note(context, `${file} was published already.`)
    return
  }
  const source = await openSource(file, context.stdin, context.signal)
  const progress = startProgress(context.stderr, { label: source.name, unit: 'events', total: source.size })
  const job = { ...delivery, from: before?.line ?? 0, checkpoint, concurrency, sendInvalid, tally, progress }
  await publishSource(source, job).finally(() => progress.stop())
}

/** Beside the database: who removes that, so that everything has to be published again, removes the checkpoints too. */
async function checkpointOf(file: string, context: CliContext): Promise<CheckpointStore | undefined> {
  if (file === STANDARD_INPUT) return undefined
  const config = context.config()
  return openCheckpoint(join(dirname(config.sqlitePath), 'publish'), file, destinationOf(config))
}
