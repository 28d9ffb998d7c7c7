import { hash } from 'node:crypto'
import type { Placement } from '../request/placement-schema.ts'
import { BUCKETS, HELD_OUT } from './experiment-schema.ts'
import type { TesterArm } from './tester-token.ts'

type Experiment = NonNullable<Placement['experiment']>
type Arm = Experiment['arms'][number]

/** What of an experiment an answer is made by. */
export interface Assignment {
  readonly id: string
  readonly arm: string
  /** Where it differs from the placement. */
  readonly differs: Pick<Arm, 'collection' | 'ranking'>
}

/**
 * The arm of a bucket: the same in every process and at any time while the experiment runs, and exactly as many buckets an arm as its share says.
 * Undefined where there is no experiment, or no bucket to go by.
 * @param chosen By a tester: wins over the bucket, also before the experiment begins and after it ended; for another experiment it counts nothing.
 */
export function assignmentOf(
  { experiment }: Pick<Placement, 'experiment'>,
  bucket: number | undefined,
  now: number,
  chosen?: TesterArm,
): Assignment | undefined {
  if (experiment !== undefined && chosen?.experiment === experiment.id) return chosenArm(experiment, chosen.arm)
  if (experiment === undefined || bucket === undefined || !isRunning(experiment, now)) return undefined
  const place = placesOf(experiment)[bucket] ?? BUCKETS
  const ends = experiment.arms.map((_, i) => experiment.arms.slice(0, i + 1).reduce((sum, { share }) => sum + share, 0))
  const arm = experiment.arms[ends.findIndex((end) => place < end)]
  return { id: experiment.id, arm: arm?.name ?? HELD_OUT, differs: arm ?? {} }
}

function chosenArm({ id, arms }: Experiment, name: string): Assignment | undefined {
  const arm = arms.find((one) => one.name === name)
  return arm === undefined && name !== HELD_OUT ? undefined : { id, arm: name, differs: arm ?? {} }
}

/** The placement as an arm has it. */
export function placementOf(placement: Placement, assignment: Assignment | undefined): Placement {
  const ranking = assignment?.differs.ranking
  return ranking === undefined
    ? placement
    : { ...placement, ranking: { ...placement.ranking, ...(ranking as Partial<Placement['ranking']>) } }
}

function isRunning({ from, until }: Experiment, now: number): boolean {
  return (from === undefined || Date.parse(from) <= now) && (until === undefined || now < Date.parse(until))
}

/** Kept for as long as the placements are: no request should hash a hundred times. */
const places = new WeakMap<Experiment, readonly number[]>()

/** Where each bucket stands when all are shuffled by the salt. */
function placesOf(experiment: Experiment): readonly number[] {
  const known = places.get(experiment)
  if (known !== undefined) return known
  const keys = Array.from({ length: BUCKETS }, (_, bucket) => hash('sha256', `${experiment.salt ?? experiment.id}\0${bucket}`))
  const sorted = keys.toSorted()
  const made = keys.map((key) => sorted.indexOf(key))
  places.set(experiment, made)
  return made
}
