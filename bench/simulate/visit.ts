import type { Answer } from '#shared/recommendation/answer.ts'
import type { SimulatedProduct } from './product.ts'
import type { Tally } from './tally.ts'
import { appealOf, type Viewer, type WorldVideo } from './world.ts'

/** How likely the places of a shelf are looked at. */
export const LOOKS = [1, 0.8, 0.64, 0.52, 0.42, 0.34, 0.28, 0.23] as const
/** Videos that a visit has at most. */
const LENGTH = 5
/** Milliseconds that a visit's step takes by the simulated clock. */
const STEP_MS = 2000
export const EXPERIMENT = 'content-tiers'

export interface VisitContext {
  readonly product: SimulatedProduct
  readonly tally: Tally
  readonly videos: ReadonlyMap<string, WorldVideo>
  /** Views so far, by video; visits add theirs. */
  readonly views: Map<string, number>
  readonly clock: { now: number }
  readonly random: () => number
}

/** One visit: a video, its shelf, what is clicked there, and so on, until nothing is. */
export async function visit(viewer: Viewer, start: WorldVideo, name: string, context: VisitContext): Promise<void> {
  let led: Led | undefined
  let current = start
  for (let step = 0; step < LENGTH; step += 1) {
    context.clock.now += STEP_MS
    const shelf = await context.product.shelf(current.video.id, viewer.name, viewer.arm, LOOKS.length)
    const impression = `${name}-shelf-${step}`
    const clicked = choose(shelf, viewer, context)
    const watch = progressOf(current, viewer, `${name}-watch-${step}`, led, context)
    const said = { ...commonOf(viewer, name, context), shelfId: shelf.shelfId, seed: current.video.id }
    const items = shelf.items.map(({ id, tier = 'none' }, i) => ({ id, position: i + 1, tier }))
    const seen = items.length === 0 ? [] : [{ ...said, type: 'impression', id: impression, items }]
    const item = items.find(({ id }) => id === clicked?.video.id)
    const place = item === undefined ? undefined : { item: item.id, position: item.position, tier: item.tier, impression }
    await context.product.send([
      watch,
      ...seen,
      ...(place === undefined ? [] : [{ ...said, type: 'click', id: `${name}-click-${step}`, ...place }]),
    ])
    context.tally.shelf(viewer.arm, shelf, clicked?.video.id, context.views)
    context.views.set(current.video.id, (context.views.get(current.video.id) ?? 0) + 1)
    if (clicked === undefined || place === undefined) return
    led = { shelfId: shelf.shelfId, ...place }
    current = clicked
  }
}

/** The shelf that led to a video. */
interface Led {
  readonly shelfId: string
  readonly impression: string
  readonly position: number
  readonly tier: string
}

/** The first that is looked at and liked, from the top on. */
function choose(shelf: Answer, viewer: Viewer, { videos, random }: VisitContext): WorldVideo | undefined {
  return shelf.items
    .map(({ id }, place) => ({ video: videos.get(id), look: LOOKS[place] ?? 0 }))
    .find(({ video, look }) => {
      const [looked, liked] = [random() < look, random()]
      return video !== undefined && looked && liked < appealOf(video, viewer)
    })?.video
}

function progressOf(video: WorldVideo, viewer: Viewer, id: string, led: Led | undefined, context: VisitContext) {
  const liked = context.random() < 0.2 + appealOf(video, viewer)
  const percent = Math.round(liked ? 55 + 45 * context.random() : 45 * context.random())
  const length = video.video.durationSeconds ?? 300
  const watched = { item: video.video.id, seconds: Math.min(86_400, (length * percent) / 100), percent, finished: percent >= 95 }
  return { ...commonOf(viewer, id, context), type: 'progress', id, ...watched, ...led }
}

function commonOf({ name, arm }: Viewer, visitName: string, { clock }: VisitContext) {
  const at = new Date(clock.now).toISOString()
  return { at, viewer: name, session: visitName, placement: arm, experiment: { id: EXPERIMENT, arm } }
}
