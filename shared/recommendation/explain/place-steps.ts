import type { Listed } from '#shared/index/video-index.ts'
import type { Plan } from '../plan.ts'
import { isSameVideo } from '../rank/same-video.ts'
import type { Shelf } from '../shelf.ts'
import type { Step } from './step.ts'

/** What became of the candidate between the tiers and the shelf. */
export function placeSteps({ placement, request, cap, context }: Plan, { pool, items }: Shelf, video: Listed): Step[] {
  const rank = pool.findIndex(({ id }) => id === video.id)
  const brought = pool[rank]
  const same = pool.find(({ id, ranking }) => id !== video.id && isSameVideo(ranking, video.ranking, context.features))
  const language: Step = {
    rule: 'language tier',
    passed: null,
    detail: `Preferred: ${context.languages?.join(', ') ?? 'any'}. The video: ${video.ranking.language ?? 'not known'}, written in ${video.ranking.textLanguage ?? 'what cannot be told'}.`,
  }
  if (brought === undefined) {
    const tiers = placement.tiers.join(', ')
    const detail =
      same === undefined
        ? `None of the tiers (${tiers}) that were needed to fill the shelf brought it.`
        : `The better placed ${same.id} is the same video.`
    return [language, { rule: same === undefined ? 'brought' : 'duplicate', passed: false, detail }]
  }
  const shelved = items.some(({ id }) => id === video.id)
  const where = `Number ${rank + 1} of ${pool.length}, by the tier ${brought.tier}.`
  const capped = `${cap.perChannel} of a channel among ${cap.window}`
  return [
    language,
    { rule: 'brought', passed: true, detail: where },
    {
      rule: 'shelf',
      passed: shelved,
      detail: shelved
        ? `Within the cap (${capped}) and the ${request.limit} places.`
        : `The ${request.limit} places went to others, with a channel cap of ${capped}.`,
    },
  ]
}
