/** Packages that stay packages in a deployed function, and why. All others are bundled. */
export const EXTERNAL: Readonly<Record<string, string>> = {
  '@google-cloud/functions-framework': 'bundled in, its registry of functions would exist twice and stay empty',
  'onnxruntime-node': 'native',
  'sqlite-vec': 'native',
  piscina: 'starts threads from a file of its own',
  '@google-cloud/aiplatform': 'gRPC: see google-gax',
  '@google-cloud/bigquery': 'shares its authentication with the others',
  '@google-cloud/bigquery-storage': 'gRPC: see google-gax',
  '@google-cloud/pubsub': 'gRPC: see google-gax',
  'google-auth-library': 'one instance for all clients',
  'google-gax': 'reads schemas beside its code, and protobufjs looks for `long` in a way that no bundler sees',
}

/** The package that an import names: `@hono/zod-openapi/x` -> `@hono/zod-openapi`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
