import { Metadata, Server, ServerCredentials, credentials, loadPackageDefinition, type status } from '@grpc/grpc-js'
import type { sendUnaryData, ServerUnaryCall, ServiceClientConstructor } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import gax from 'google-gax'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** One call as the server got it. */
export interface PredictCall {
  readonly endpoint: string
  readonly texts: readonly string[]
  readonly tasks: readonly (string | undefined)[]
  readonly parameters: Readonly<Record<string, string | number | boolean>>
}

/** A refusal by gRPC's number, with the pause that the service asks for. */
export interface Refusal {
  readonly refuse: status
  readonly retrySeconds?: number
}

/** What the server answers: vectors by text, whatever it likes, a refusal, or nothing at all. */
export type Answer = readonly unknown[] | Refusal | 'silence'

type JsonValue = Readonly<Record<string, unknown>>

const require = createRequire(import.meta.url)
const PROTOS = join(dirname(require.resolve('@google-cloud/aiplatform/package.json')), 'build/protos')
const GAX_PROTOS = join(dirname(require.resolve('google-gax')), '../protos')

/** The prediction service of the package's own proto files on a free port, answered by `answer`; `calls` are those so far. */
export async function startVertexServer(answer: (call: PredictCall, at: number) => Answer) {
  const calls: PredictCall[] = []
  const server = new Server()
  server.addService(predictionService(), {
    predict: (call: ServerUnaryCall<JsonValue, JsonValue>, reply: sendUnaryData<JsonValue>) => {
      const received = callOf(call.request)
      const answered = answer(received, calls.push(received) - 1)
      if (answered === 'silence') return
      if ('refuse' in answered) reply({ code: answered.refuse, details: 'refused' }, null, retryInfo(answered.retrySeconds))
      else reply(null, { predictions: answered.map(valueOf) })
    },
  })
  const port = await promisify(server.bindAsync.bind(server))('127.0.0.1:0', ServerCredentials.createInsecure())
  // Keeps the client from looking for an identity on the network.
  process.env['METADATA_SERVER_DETECTION'] = 'none'
  const clientOptions = { apiEndpoint: '127.0.0.1', port, sslCreds: credentials.createInsecure() }
  return { calls, clientOptions, [Symbol.dispose]: () => server.forceShutdown() }
}

function predictionService() {
  const definition = loadSync('google/cloud/aiplatform/v1/prediction_service.proto', { includeDirs: [PROTOS, GAX_PROTOS] })
  const path = 'google.cloud.aiplatform.v1.PredictionService'
  const found = path.split('.').reduce<unknown>((level, name) => (level as JsonValue)[name], loadPackageDefinition(definition))
  return (found as ServiceClientConstructor).service
}

const EMPTY: JsonValue = { structValue: { fields: {} } }

function callOf(request: JsonValue): PredictCall {
  const instances = (request['instances'] as JsonValue[]).map(plainOf)
  return {
    endpoint: String(request['endpoint']),
    texts: instances.map(({ content }) => String(content)),
    tasks: instances.map(({ task_type: task }) => (task === undefined ? undefined : String(task))),
    parameters: plainOf((request['parameters'] ?? EMPTY) as JsonValue),
  }
}

/** A struct of scalars as an object. */
function plainOf(struct: JsonValue): Record<string, string | number | boolean> {
  const { fields } = struct['structValue'] as { readonly fields: Readonly<Record<string, JsonValue>> }
  const scalar = (value: JsonValue) => (value['stringValue'] ?? value['numberValue'] ?? value['boolValue']) as string | number | boolean
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, scalar(value)]))
}

function valueOf(value: unknown): JsonValue {
  if (typeof value === 'number') return { numberValue: value }
  if (typeof value === 'string') return { stringValue: value }
  if (Array.isArray(value)) return { listValue: { values: value.map(valueOf) } }
  if (value === null || typeof value !== 'object') return { nullValue: 'NULL_VALUE' }
  return { structValue: { fields: Object.fromEntries(Object.entries(value).map(([name, member]) => [name, valueOf(member)])) } }
}

/** google.rpc.Status with a RetryInfo, where gRPC's servers put the details of an error. */
function retryInfo(seconds: number | undefined): Metadata {
  const metadata = new Metadata()
  if (seconds === undefined) return metadata
  const types = gax.protobuf.Root.fromJSON(JSON.parse(readFileSync(join(GAX_PROTOS, 'status.json'), 'utf8')) as gax.protobuf.INamespace)
  const encode = (name: string, fields: JsonValue) => types.lookupType(name).encode(types.lookupType(name).fromObject(fields)).finish()
  const value = encode('google.rpc.RetryInfo', { retryDelay: { seconds } })
  const details = [{ type_url: 'type.googleapis.com/google.rpc.RetryInfo', value }]
  metadata.set('grpc-status-details-bin', Buffer.from(encode('google.rpc.Status', { code: 8, message: 'refused', details })))
  return metadata
}
