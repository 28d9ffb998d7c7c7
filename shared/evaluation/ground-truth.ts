import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'

/** What people said belongs together: of some seeds, the related ids. */
export interface GroundTruth {
  readonly name: string
  readonly related: ReadonlyMap<string, ReadonlySet<string>>
  /** Ids that the catalogue does not hold, left out of the measure. */
  readonly unknown: readonly string[]
}

const relatedSchema = z.record(z.string(), z.array(z.string()))

/**
 * Reads `{"seedId": ["id", …]}`, restricted to what is in the catalogue. A seed is never related to itself;
 * one of whose related ids none is known cannot be measured and is left out.
 * @throws UpnextError `configuration` for another shape, or when no seed is left.
 */
export function readGroundTruth(name: string, json: unknown, catalogue: ReadonlySet<string>): GroundTruth {
  const parsed = relatedSchema.safeParse(json)
  if (!parsed.success) throw new UpnextError('configuration', `${name} is no file of related ids.`, { fix: SHAPE, cause: parsed.error })
  const entries = Object.entries(parsed.data)
  const related = entries
    .filter(([seed]) => catalogue.has(seed))
    .map(([seed, ids]) => [seed, new Set(ids.filter((id) => id !== seed && catalogue.has(id)))] as const)
    .filter(([, ids]) => ids.size > 0)
  if (related.length === 0) throw new UpnextError('configuration', `${name} names no seed of the catalogue.`, { fix: SHAPE })
  const unknown = new Set(entries.flat(2).filter((id) => !catalogue.has(id)))
  return { name, related: new Map(related), unknown: [...unknown].sort() }
}

const SHAPE = 'It takes one object {"seedId": ["relatedId", …]} with ids of the events that were given.'
