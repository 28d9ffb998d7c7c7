import { fileURLToPath } from 'node:url'
import { createService, freePort, listens, type Service } from './process.ts'

const START = {
  UPNEXT_QDRANT_START: process.env['UPNEXT_QDRANT_START'],
  UPNEXT_BIGQUERY_START: process.env['UPNEXT_BIGQUERY_START'],
  UPNEXT_PUBSUB_START: process.env['UPNEXT_PUBSUB_START'],
}

const missing = Object.entries(START)
  .filter(([, value]) => value === undefined)
  .map(([name]) => name)

/** Why tests of the whole are left out; false where all servers can be had. */
export const skipWithoutServers = missing.length > 0 ? `not set: ${missing.join(', ')} (.ci/run sets them)` : false

export interface Servers {
  readonly qdrant: Service
  readonly bigquery: Service
  /** What functions need to find them. */
  readonly env: Readonly<Record<string, string>>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Servers of the test's own; Qdrant and BigQuery keep their data in a folder over a stop. */
export async function createServers(folder: string): Promise<Servers> {
  const [qdrantPort, restPort, grpcPort, pubsubPort] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  const qdrantUrl = `http://127.0.0.1:${qdrantPort}`
  const bigqueryUrl = `http://127.0.0.1:${restPort}`
  const qdrant = createService({
    name: 'qdrant',
    command: START.UPNEXT_QDRANT_START ?? '',
    args: ['--port', String(qdrantPort), '--storage', `${folder}/qdrant`],
    isReady: () => answers(`${qdrantUrl}/readyz`),
  })
  const bigquery = createService({
    name: 'bigquery',
    command: START.UPNEXT_BIGQUERY_START ?? '',
    args: ['--persistent', '--data-dir', `${folder}/bigquery`, '--rest-port', String(restPort), '--grpc-port', String(grpcPort)],
    env: { PYTHONPATH: fileURLToPath(new URL('bigquery', import.meta.url)) },
    isReady: () => listens(restPort),
  })
  const pubsub = createService({
    name: 'pubsub',
    command: START.UPNEXT_PUBSUB_START ?? '',
    args: [String(pubsubPort)],
    isReady: () => listens(pubsubPort),
  })
  const all = [qdrant, bigquery, pubsub]
  return {
    qdrant,
    bigquery,
    env: {
      UPNEXT_INDEX: 'qdrant',
      UPNEXT_QDRANT_URL: qdrantUrl,
      UPNEXT_WAREHOUSE: 'bigquery',
      BIGQUERY_EMULATOR_HOST: `${bigqueryUrl}/bigquery/v2`,
      BIGQUERY_STORAGE_EMULATOR_HOST: `127.0.0.1:${grpcPort}`,
      PUBSUB_EMULATOR_HOST: `127.0.0.1:${pubsubPort}`,
      METADATA_SERVER_DETECTION: 'none',
    },
    start: async () => {
      await Promise.all(all.map((service) => service.start()))
    },
    stop: async () => {
      await Promise.all(all.map((service) => service.stop()))
    },
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  )
}
