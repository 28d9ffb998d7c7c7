import { workerData } from 'piscina'
import { checkpointWhenLarge, closeCheckpointed, openForWriting } from '../durability.ts'
import type { Connection, ConnectionOptions } from '../connection.ts'
import { faultOf, isLocked } from '../faults.ts'
import { WRITES } from '../operations.ts'
import { savepoint, transaction } from '../transaction.ts'
import { scrub } from '../erasure.ts'
import { lazy, outcomeOf, perform, type Call, type Outcome, type WriterTask } from './call.ts'

const options = workerData as ConnectionOptions
const connection = lazy(() => openForWriting(options))

/** Entry of the writer thread: a group of calls, in one transaction. An empty group opens the file. */
export default function write(group: WriterTask): Outcome[] {
  if (group === 'scrub') return [outcomeOf(options, () => scrub(connection()))]
  if (group === null) return [outcomeOf(options, () => closeCheckpointed(connection()))]
  const opened = outcomeOf(options, connection)
  if ('fault' in opened) return group.length === 0 ? [opened] : group.map(() => opened)
  const outcomes = group.length === 0 ? [{ value: undefined }] : commitGroup(connection(), group)
  checkpointWhenLarge(connection(), options.path)
  return outcomes
}

/** One commit for all. When the transaction as a whole fails (a full disk), each call gets one of its own, and its own error. */
function commitGroup(open: Connection, group: readonly Call[]): Outcome[] {
  try {
    return transaction(open, 'IMMEDIATE', () => group.map((call) => part(open, call)))
  } catch (error) {
    if (isLocked(error)) return group.map(() => ({ fault: faultOf(error, options.path) }))
    return group.map((call) => outcomeOf(options, () => transaction(open, 'IMMEDIATE', () => perform(WRITES, open, call))))
  }
}

function part(open: Connection, call: Call): Outcome {
  const outcome = outcomeOf(options, () => savepoint(open, () => perform(WRITES, open, call)))
  if (!open.inTransaction()) throw new Error('the transaction was rolled back')
  return outcome
}
