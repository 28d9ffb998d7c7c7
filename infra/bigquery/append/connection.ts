import type { managedwriter, protos } from '@google-cloud/bigquery-storage'
import { setTimeout as sleep } from 'node:timers/promises'
import { UpnextError } from '#shared/errors.ts'
import type { Place } from '../place.ts'
import type { Row } from '../row.ts'
import { COLUMNS, type TableName } from '../schema.ts'

export type Answer = protos.google.cloud.bigquery.storage.v1.IAppendRowsResponse

/** A way to append to one table, one request at a time. */
export interface Connection {
  /** @throws what the client throws; the connection is of no use afterwards. */
  append(rows: readonly Row[], timeoutMs: number): Promise<Answer>
  close(): Promise<void>
}

/** Rows as the client's types want them: mutable, and without a word for bytes, which it sends well. */
type ClientRows = Parameters<managedwriter.JSONWriter['appendRows']>[0]

/**
 * Opens the default stream of a table: rows are written once they are acknowledged, and perhaps twice after a retry.
 * @NOTE The client tells acknowledgements apart by their order alone. After a fault its count is off by one, and an answer would confirm
 * rows that it does not speak of: so one append is under way at a time, and a fault ends the connection.
 */
export async function openConnection({ projectId, dataset, storage }: Place, table: TableName): Promise<Connection> {
  // The package's index also loads its readers, and Apache Arrow for them: 0.15 s of every start.
  const [adapt, writing] = await Promise.all([
    import('@google-cloud/bigquery-storage/build/src/adapt/index.js'),
    import('@google-cloud/bigquery-storage/build/src/managedwriter/index.js'),
  ])
  const client = new writing.WriterClient({ projectId, ...(await storage()) })
  const destinationTable = `projects/${projectId}/datasets/${dataset}/tables/${table}`
  const connection = await client.createStreamConnection({ streamId: writing.DefaultStream, destinationTable })
  // Without a listener the event would end the process; the append rejects with the same error.
  connection.onConnectionError(() => undefined)
  const fields = COLUMNS[table].map(({ name, type, mode }) => ({ name, type, mode }))
  const schema = adapt.convertBigQuerySchemaToStorageTableSchema({ fields })
  const protoDescriptor = adapt.convertStorageSchemaToProto2Descriptor(schema, 'row')
  const writer = new writing.JSONWriter({ connection, protoDescriptor })
  return {
    append: (rows, timeoutMs) => within(timeoutMs, writer.appendRows(rows as unknown as ClientRows).getResult()),
    close: async () => {
      writer.close()
      client.close()
      await client.getClient().close()
    },
  }
}

async function within<T>(timeoutMs: number, answer: Promise<T>): Promise<T> {
  const timer = new AbortController()
  const timeout = sleep(timeoutMs, undefined, { signal: timer.signal }).then(() => {
    throw new UpnextError('unavailable', `BigQuery did not acknowledge rows within ${timeoutMs} ms.`)
  })
  try {
    return await Promise.race([answer, timeout])
  } finally {
    timer.abort()
    timeout.catch(() => undefined)
  }
}
