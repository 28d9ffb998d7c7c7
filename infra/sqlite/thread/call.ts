import type { Connection, ConnectionOptions } from '../connection.ts'
import { faultOf, type Fault } from '../faults.ts'

/** A message to a thread: which operation, and what with. */
export interface Call {
  readonly name: string
  readonly input: unknown
}

/** What the writer is told: calls of one transaction, to rewrite the file, or (null) to close it. */
export type WriterTask = readonly Call[] | 'scrub' | null

/** A message back. Errors travel as values: thrown across threads they would lose their code. */
export type Outcome = { readonly value: unknown } | { readonly fault: Fault }

export type Operations = Readonly<Record<string, (connection: Connection, input: never) => unknown>>

/** Runs one call and catches what it throws. */
export function outcomeOf({ path }: Pick<ConnectionOptions, 'path'>, action: () => unknown): Outcome {
  try {
    return { value: action() }
  } catch (error) {
    return { fault: faultOf(error, path) }
  }
}

export function perform(operations: Operations, connection: Connection, { name, input }: Call): unknown {
  const operation = operations[name]
  if (operation === undefined) throw new TypeError(`no operation ${name}`)
  return operation(connection, input as never)
}

/** Makes a value when first asked for and keeps it; a failure is not kept. */
export function lazy<T>(make: () => T): () => T {
  const kept: T[] = []
  return () => {
    if (kept.length === 0) kept.push(make())
    return kept[0] as T
  }
}
