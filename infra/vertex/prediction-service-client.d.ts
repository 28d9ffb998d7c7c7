/** What this folder uses of the SDK's client. The package's own types have 20 MB, which every check of types would read. */
declare module '@google-cloud/aiplatform/build/src/v1/prediction_service_client.js' {
  import type { CallOptions, ClientOptions } from 'google-gax'
  import type { ProtoValue, ReceivedValue } from '#infra/vertex/values.ts'

  export class PredictionServiceClient {
    constructor(options: ClientOptions, gax: object)
    /** Fetches the credentials. @NOTE `predict` alone would leave their failure unhandled. */
    initialize(): Promise<unknown>
    predict(
      request: { readonly endpoint: string; readonly instances: readonly ProtoValue[]; readonly parameters?: ProtoValue },
      options: CallOptions,
    ): Promise<[response: { readonly predictions?: readonly ReceivedValue[] }, ...rest: unknown[]]>
    /** The project of the credentials. */
    getProjectId(): Promise<string>
    close(): Promise<void>
  }
}
