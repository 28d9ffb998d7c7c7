import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import type { Judgement } from './judgement.ts'

/** What people said belongs together: of some seeds, the related ids. */
export interface GroundTruth {
  readonly name: string
  readonly related: ReadonlyMap<string, ReadonlySet<string>>
  /** Where somebody judged pair by pair: the ids that were judged, by seed. Of others it is not known whether they are related. */
  readonly judged?: ReadonlyMap<string, ReadonlySet<string>>
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

/** The ground truth of judgements; pairs of which nobody could say anything are left out. @throws as `readGroundTruth`. */
export function judgedTruth(name: string, judgements: readonly Judgement[], catalogue: ReadonlySet<string>): GroundTruth {
  const said = judgements.filter(({ related }) => related !== null)
  const idsBySeed = (some: readonly Judgement[]) =>
    Array.from(
      Map.groupBy(some, ({ seed }) => seed),
      ([seed, all]) => [seed, all.map(({ candidate }) => candidate)] as const,
    )
  const truth = readGroundTruth(name, Object.fromEntries(idsBySeed(said.filter(({ related }) => related === true))), catalogue)
  return { ...truth, judged: new Map(idsBySeed(said).map(([seed, ids]) => [seed, new Set(ids)])) }
}

const SHAPE = 'It takes one object {"seedId": ["relatedId", …]} with ids of the events that were given.'
