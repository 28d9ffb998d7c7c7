/** google.protobuf.Value as the client takes it. */
export type ProtoValue =
  | { readonly stringValue: string }
  | { readonly numberValue: number }
  | { readonly boolValue: boolean }
  | { readonly structValue: { readonly fields: Readonly<Record<string, ProtoValue>> } }

/** google.protobuf.Value as the client hands it over: `kind` names the member that is set. Nothing in it can be relied upon. */
export interface ReceivedValue {
  readonly kind?: string
  readonly numberValue?: number
  readonly boolValue?: boolean
  readonly listValue?: { readonly values?: readonly ReceivedValue[] }
  readonly structValue?: { readonly fields?: Readonly<Record<string, ReceivedValue>> }
}

type Plain = string | number | boolean

/** A flat object as a Value. The package's own helper would load 16 MB of generated code. */
export function structOf(object: Readonly<Record<string, Plain>>): ProtoValue {
  return { structValue: { fields: Object.fromEntries(Object.entries(object).map(([name, value]) => [name, scalarOf(value)])) } }
}

function scalarOf(value: Plain): ProtoValue {
  if (typeof value === 'string') return { stringValue: value }
  return typeof value === 'number' ? { numberValue: value } : { boolValue: value }
}

/** A member of a struct; undefined for any other value, or where it is missing. */
export function memberOf(value: ReceivedValue | undefined, name: string): ReceivedValue | undefined {
  const fields = value?.kind === 'structValue' ? value.structValue?.fields : undefined
  return fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** A list of finite numbers; undefined for anything else. */
export function numbersOf(value: ReceivedValue | undefined): Float64Array | undefined {
  const values = value?.kind === 'listValue' ? value.listValue?.values : undefined
  if (values === undefined) return undefined
  const numbers = Float64Array.from(values, ({ kind, numberValue }) => (kind === 'numberValue' ? (numberValue ?? NaN) : NaN))
  return numbers.every(Number.isFinite) ? numbers : undefined
}
