import type { Seed } from '#shared/index/video-index.ts'
import type { Audience, Recommending } from '../deps.ts'
import { planShelf } from '../plan.ts'
import type { Plan } from '../plan.ts'
import { exclusionOf } from '../rank/exclusions.ts'
import type { RecommendRequest } from '../request/request.ts'
import { fillShelf } from '../shelf.ts'
import type { TierName } from '../tiers/registry.ts'
import { filterSteps } from './filter-steps.ts'
import { likenessSteps } from './likeness-steps.ts'
import { perspectiveSteps } from './perspective-steps.ts'
import { placeSteps } from './place-steps.ts'
import type { Step } from './step.ts'

/** Why a video is on a shelf, or is not. */
export interface Explanation {
  readonly candidate: string
  readonly onShelf: boolean
  /** From 1 on. */
  readonly position?: number
  readonly tier?: TierName
  /** In the order in which the rules act; the first that failed decided. */
  readonly steps: readonly Step[]
}

/**
 * Goes through every rule for one candidate of a request's shelf.
 * @throws what `recommend` throws.
 */
export async function explain(
  recommending: Recommending,
  request: RecommendRequest,
  audience: Audience,
  candidate: string,
): Promise<Explanation> {
  const plan = await planShelf(recommending, request, audience)
  const { index } = recommending.deps
  const [found, shelf] = await Promise.all([index.seeds(plan.collection.name, [candidate]), fillShelf(plan)])
  const place = shelf.items.findIndex(({ id }) => id === candidate)
  const item = shelf.items[place]
  const video = found.get(candidate)
  const [scored] =
    video === undefined || plan.context.query === undefined ? [] : await index.score(plan.collection.name, plan.context.query, [candidate])
  return {
    candidate,
    onShelf: item !== undefined,
    ...(item !== undefined && { position: place + 1, tier: item.tier }),
    steps: [
      ...seedSteps(plan),
      ...(video === undefined
        ? [{ rule: 'indexed', passed: false, detail: 'The index does not hold the candidate: not published yet, or deleted.' }]
        : [
            ...allowanceSteps(plan, video),
            ...likenessSteps(plan, scored),
            ...perspectiveSteps(plan, scored),
            ...placeSteps(plan, shelf, video),
          ]),
    ],
  }
}

function seedSteps({ subject: { seeds } }: Plan): Step[] {
  return seeds.map(({ id, status }) => ({
    rule: 'seed',
    passed: status === 'indexed',
    detail:
      status === 'indexed' ? `The content of ${id} is compared with.` : `${id} is ${status}: only tiers that compare no contents answer.`,
  }))
}

function allowanceSteps(plan: Plan, video: Seed): Step[] {
  const exclusion = exclusionOf(video, plan.exclusions, plan.context.features)
  const excluded = { rule: 'exclusions', passed: exclusion === undefined, detail: exclusion ?? 'Nothing excludes it.' }
  const suspended = video.channelSuspended === true
  const channel = {
    rule: 'channel',
    passed: !suspended,
    detail: suspended ? 'Its channel is suspended.' : 'Its channel is in good standing.',
  }
  return [...filterSteps(plan.context.filter, video), channel, excluded]
}
