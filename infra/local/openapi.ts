/** A function that describes itself at /openapi.json. */
export interface Describing {
  request(path: string): Response | Promise<Response>
}

interface Description {
  readonly paths: Readonly<Record<string, unknown>>
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** One OpenAPI document for functions that stand behind one address. */
export async function describeAll(functions: readonly Describing[]): Promise<object> {
  const all = await Promise.all(functions.map(async (each) => (await (await each.request('/openapi.json')).json()) as Description))
  const schemas = Object.assign({}, ...all.map(({ components }) => components?.['schemas'])) as object
  const paths = Object.assign({}, ...all.map((description) => description.paths)) as object
  return { ...all[0], info: { title: 'Upnext', version: '1' }, paths, components: { schemas } }
}
