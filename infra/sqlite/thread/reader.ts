import { workerData } from 'piscina'
import { openConnection, type ConnectionOptions } from '../connection.ts'
import { READS } from '../operations.ts'
import { checkSchema } from '../schema.ts'
import { transaction } from '../transaction.ts'
import { lazy, outcomeOf, perform, type Call, type Outcome } from './call.ts'

const options = workerData as ConnectionOptions

const connection = lazy(() => {
  const opened = openConnection(options)
  checkSchema(opened)
  return opened
})

/** Entry of a reader thread. Without a call it only opens the file. */
export default function read(call: Call | null): Outcome {
  return outcomeOf(options, () => {
    const open = connection()
    return call === null ? undefined : transaction(open, 'DEFERRED', () => perform(READS, open, call))
  })
}
