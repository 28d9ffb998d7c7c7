import type { BigQuery } from '@google-cloud/bigquery'
import type { managedwriter } from '@google-cloud/bigquery-storage'

export interface BigQueryOptions {
  readonly projectId: string
  readonly dataset: string
  /** Of the dataset, as `EU` or `europe-west1`. */
  readonly location: string
  /** REST address of an emulator, path included; none: the real service with the process's own credentials. */
  readonly emulatorHost?: string | undefined
  /** Storage API of an emulator, as host:port. Default: the port ten above its REST port, as emulators have it. */
  readonly storageEmulatorHost?: string | undefined
}

/** Where the tables are, and the clients to reach them, each loaded and made when first asked for. */
export interface Place {
  readonly projectId: string
  readonly dataset: string
  readonly location: string
  /** Project and dataset as SQL names them. */
  readonly path: string
  /** Client of queries and of tables. */
  readonly rest: () => Promise<BigQuery>
  /** What a client of the Storage Write API is made with. */
  readonly storage: () => Promise<StorageOptions>
}

type StorageOptions = NonNullable<ConstructorParameters<typeof managedwriter.WriterClient>[0]>

/** A request that has no answer by then is given up. */
const REST_TIMEOUT_MS = 60_000

export function placeOf(options: BigQueryOptions): Place {
  const { projectId, dataset, location } = options
  const made: { rest?: Promise<BigQuery> } = {}
  return {
    projectId,
    dataset,
    location,
    path: `${projectId}.${dataset}`,
    rest: () => (made.rest ??= restClient(options)),
    storage: () => storageOptions(options),
  }
}

async function restClient({ projectId, location, emulatorHost }: BigQueryOptions): Promise<BigQuery> {
  const { BigQuery } = await import('@google-cloud/bigquery')
  const common = { projectId, location, timeout: REST_TIMEOUT_MS, retryOptions: { autoRetry: false } }
  // The address is always named: the client would take an empty BIGQUERY_EMULATOR_HOST for one.
  if (emulatorHost === undefined) return new BigQuery({ ...common, apiEndpoint: 'https://bigquery.googleapis.com' })
  return new BigQuery({ ...common, apiEndpoint: new URL(emulatorHost).origin, authClient: await noCredentials() })
}

async function storageOptions({ emulatorHost, storageEmulatorHost }: BigQueryOptions): Promise<StorageOptions> {
  if (emulatorHost === undefined) return {}
  const [{ grpc }, authClient] = await Promise.all([import('google-gax'), noCredentials()])
  const { hostname, port } = new URL(storageEmulatorHost === undefined ? emulatorHost : `http://${storageEmulatorHost}`)
  const emulator = {
    apiEndpoint: hostname,
    port: Number(port) + (storageEmulatorHost === undefined ? 10 : 0),
    sslCreds: grpc.credentials.createInsecure(),
    authClient,
  }
  return emulator as unknown as StorageOptions // The package brings a copy of its own of the class, of an earlier release.
}

/** Keeps the clients from looking for credentials where there are none. */
async function noCredentials() {
  const { PassThroughClient } = await import('google-auth-library')
  return new PassThroughClient()
}
