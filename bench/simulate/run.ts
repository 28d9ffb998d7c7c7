import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import { seededRandom } from '#shared/evaluation/random.ts'
import { examinationOf, type Examination } from '#shared/feedback/examination.ts'
import { experimentReport, type ExperimentReport } from '#shared/feedback/experiment/experiment-report.ts'
import { lastDays } from '#shared/feedback/period.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import type { Placement, Placements } from '#shared/recommendation/request/placement-schema.ts'
import { PLACEMENTS, placementNamed } from '#shared/recommendation/request/placements.ts'
import { openSimulatedProduct, type SimulatedProduct } from './product.ts'
import { createTally, LOW_SIGNAL, type Tally } from './tally.ts'
import { EXPERIMENT, visit, type VisitContext } from './visit.ts'
import { appealOf, createWorld, type Viewer, type World, type WorldVideo } from './world.ts'

const DAY = 24 * 60 * 60 * 1000
/** Videos that a viewer has in mind when a visit begins, of which the most appealing is watched. */
const IN_MIND = 12

export const ARMS = { on: 'content-on', off: 'content-off' } as const

export interface SimulationOptions {
  readonly files: readonly string[]
  readonly seed: number
  readonly viewers: number
  readonly days: number
  /** Videos at most. */
  readonly videos: number
  /** Share of them that comes during the days; the others are there, and watched, from before. */
  readonly cold: number
  /** Chance that a viewer comes on a day. */
  readonly visits: number
  readonly recipe: Recipe
  readonly embedders: EmbedderLookup
  /** Epoch milliseconds of the first day. */
  readonly start: number
  readonly onDay?: (day: number) => void
}

export interface Simulation {
  readonly world: World
  readonly days: number
  readonly tally: Tally
  /** Judged as `upnext report ab` does. */
  readonly experiment: ExperimentReport
  readonly examination: Examination
}

/** The same options give the same simulation. */
export async function simulate(options: SimulationOptions): Promise<Simulation> {
  const { days, embedders, recipe } = options
  const random = seededRandom(options.seed)
  const world = await createWorld({ ...options, arms: Object.values(ARMS) }, random)
  const clock = { now: options.start }
  const product = await openSimulatedProduct({ recipe, embedders, placements: placements(), clock: () => clock.now })
  try {
    const tally = createTally()
    const videos = new Map(world.videos.map((one) => [one.video.id, one]))
    const context: VisitContext = { product, tally, videos, views: new Map(), clock, random }
    await runDays(world, options, context)
    const period = lastDays(days, options.start + (days - 1) * DAY)
    const plan = { experiment: EXPERIMENT, period, control: ARMS.off }
    const experiment = experimentReport(plan, await product.report('experiments'), options.start + days * DAY)
    const examination = examinationOf(await product.report('placings'))
    return { world, days, tally, experiment, examination }
  } finally {
    await product.close()
  }
}

/** The site's policy, and the same without any tier that goes by contents. */
function placements(): Placements {
  const site: Placement = placementNamed(PLACEMENTS, 'site')
  return { ...PLACEMENTS, [ARMS.on]: site, [ARMS.off]: { ...site, tiers: ['co-watched', 'trending', 'latest'] } }
}

async function runDays(world: World, options: SimulationOptions, context: VisitContext): Promise<void> {
  const { days, cold, start, onDay } = options
  const { product, clock, random, views } = context
  const known = Math.round(world.videos.length * (1 - cold))
  const published = world.videos.slice(0, known)
  for (const one of published) {
    const age = (1 + 364 * random()) * DAY
    await publish(product, one, start - age)
    // A few are watched very much: a power of a uniform number.
    views.set(one.video.id, Math.round(LOW_SIGNAL / (0.003 + random())))
  }
  await measure(product, published, views, start)
  const coming = world.videos.slice(known)
  for (let day = 0; day < days; day += 1) {
    clock.now = start + day * DAY
    context.tally.begin(day)
    const fresh = coming.slice(Math.floor((day / days) * coming.length), Math.floor(((day + 1) / days) * coming.length))
    for (const one of fresh) await publish(product, one, clock.now)
    published.push(...fresh)
    await visits(world.viewers, published, day, options, context)
    clock.now = Math.max(clock.now, start + (day + 1) * DAY - 1000)
    await measure(product, published, views, clock.now)
    await product.refresh()
    onDay?.(day)
  }
}

async function visits(
  viewers: readonly Viewer[],
  published: readonly WorldVideo[],
  day: number,
  { visits: chance }: SimulationOptions,
  context: VisitContext,
): Promise<void> {
  const popular = byPopularity(published, context)
  for (const viewer of viewers) {
    if (context.random() >= chance) continue
    const inMind = Array.from({ length: IN_MIND }, popular)
    const start = inMind.reduce((best, one) => (appealOf(one, viewer) > appealOf(best, viewer) ? one : best))
    await visit(viewer, start, `visit-${day}-${viewer.name}`, context)
  }
}

/** Draws videos by how much they are watched: what nobody knows is hardly ever come upon. */
function byPopularity(published: readonly WorldVideo[], { views, random }: VisitContext): () => WorldVideo {
  let sum = 0
  const sums = published.map(({ video }) => (sum += (1 + (views.get(video.id) ?? 0)) ** 0.7))
  return () => {
    const drawn = random() * sum
    const found = published[sums.findIndex((upTo) => drawn < upTo)] ?? published[0]
    if (found === undefined) throw new Error('There are no videos: give files of events with public ones.')
    return found
  }
}

async function publish(product: SimulatedProduct, { video }: WorldVideo, at: number): Promise<void> {
  // Views and dates are the simulation's own.
  await product.publish({ type: 'video.upserted', video: { ...video, views: 0, publishedAt: new Date(at).toISOString() } })
}

async function measure(
  product: SimulatedProduct,
  videos: readonly WorldVideo[],
  views: ReadonlyMap<string, number>,
  at: number,
): Promise<void> {
  const measuredAt = new Date(at).toISOString()
  for (const { video } of videos)
    await product.publish({ type: 'video.signals', id: video.id, measuredAt, views: views.get(video.id) ?? 0 })
}
