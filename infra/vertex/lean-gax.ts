import gax from 'google-gax'

type Namespace = gax.protobuf.INamespace

const V1 = ['google', 'cloud', 'aiplatform', 'v1']
const PROTOBUF = ['google', 'protobuf']

class LeanGrpcClient extends gax.GrpcClient {
  override loadProtoJSON(schema: Namespace, ignoreCache?: boolean) {
    return super.loadProtoJSON(predictOnly(schema), ignoreCache)
  }
}

/**
 * google-gax for the prediction client, which otherwise builds every message of Vertex AI at its start (1 s, 70 MB) and once more for each error
 * that has details (0.2 s): gax itself has decoded those that matter by then.
 */
export const leanGax = {
  ...gax,
  GrpcClient: LeanGrpcClient,
  protobuf: { ...gax.protobuf, Root: { fromJSON: () => new gax.protobuf.Root() } },
}

/** `predict` and its two messages, whose fields are scalars and google.protobuf.Value; other schemas as they are. */
function predictOnly(schema: Namespace): Namespace {
  const { PredictionService: service, PredictRequest, PredictResponse } = namespaceAt(schema, V1)?.nested ?? {}
  if (service === undefined || PredictRequest === undefined || PredictResponse === undefined) return schema
  const { Predict } = (service as gax.protobuf.IService).methods
  const messages = { PredictRequest, PredictResponse, PredictionService: { methods: Predict === undefined ? {} : { Predict } } }
  const root = new gax.protobuf.Root()
  root.define(V1.join('.'), messages)
  root.define(PROTOBUF.join('.'), namespaceAt(schema, PROTOBUF)?.nested)
  return root.toJSON()
}

function namespaceAt(root: Namespace, path: readonly string[]): Namespace | undefined {
  return path.reduce<Namespace | undefined>((level, name) => level?.nested?.[name], root)
}
