import { seededRandom } from '#shared/evaluation/random.ts'
import type { Watch } from '#shared/watches/co-watch.ts'
import { drawOnce } from './draw.ts'

const DAY = 24 * 60 * 60 * 1000

export interface TasteOptions {
  readonly seed: number
  readonly viewers: number
  readonly videos: number
  /** Subjects: a video is about one for the most part and touches another; a viewer likes two. */
  readonly subjects: number
  /** Videos that the median viewer watches; one in ten watches over four times as many. */
  readonly history: number
  /** How much a liked subject outweighs popularity: the exponent of the match. */
  readonly taste: number
  /** Days over which watching is spread, up to `now` (epoch milliseconds). */
  readonly days: number
  readonly now: number
}

export const TASTES: TasteOptions = {
  seed: 7,
  viewers: 700,
  videos: 500,
  subjects: 16,
  history: 20,
  taste: 6,
  days: 60,
  now: Date.parse('2026-03-01T12:00:00Z'),
}

/**
 * Made-up watches with a known structure, of the kind of public rating data: popularity falls as a power of the rank, some viewers watch very
 * much more than others, and what a viewer watches is drawn, each video once, by popularity times a power of how well it matches.
 */
export function tasteWatches({ seed, viewers, videos, subjects, history, taste, days, now }: TasteOptions): Watch[] {
  const random = seededRandom(seed)
  const pick = (): number => Math.floor(random() * subjects) % subjects
  const about = Array.from({ length: videos }, () => ({ most: pick(), some: pick() }))
  const popularity = about.map((_, rank) => (rank + 10) ** -0.9)
  return Array.from({ length: viewers }, (_, viewer) => {
    const [first, second] = [pick(), pick()]
    const liking = (subject: number): number => (subject === first ? 1 : subject === second ? 0.7 : 0)
    const weights = about.map(
      ({ most, some }, video) => (popularity[video] ?? 0) * Math.exp(taste * (0.7 * liking(most) + 0.3 * liking(some))),
    )
    const count = Math.min(videos / 4, Math.round(history * Math.exp(1.1 * normal(random))) + 2)
    return drawOnce(weights, count, random).map((video, i) => ({
      viewer: `viewer ${viewer}`,
      video: `video ${video}`,
      at: Math.floor(now - days * DAY * (1 - (i + random()) / count)),
    }))
  }).flat()
}

/** Box and Muller 1958. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random() * 0.999999)) * Math.cos(2 * Math.PI * random())
}
