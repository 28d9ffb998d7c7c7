import type { DisplayPayload, RankingPayload, WordVector } from '#shared/index/point.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import type { Answer, AnswerItem, SeedView, Why } from './answer.ts'
import type { Plan } from './plan.ts'
import { evidenceOf } from './reasons/evidence.ts'
import type { Evidence } from './reasons/evidence.ts'
import type { RecommendRequest } from './request/request.ts'
import type { SeedState } from './seed/seed.ts'
import { TIERS } from './tiers/registry.ts'
import type { TierItem } from './tiers/registry.ts'

export interface Presentable {
  readonly plan: Plan
  readonly items: readonly TierItem[]
  readonly displays: ReadonlyMap<string, DisplayPayload>
  /** As far as they could be read. */
  readonly words: ReadonlyMap<string, WordVector>
  readonly shelfId: string
  readonly cursor: string | undefined
}

/** An answer from its parts. */
export function present({ plan, items, displays, words, shelfId, cursor }: Presentable): Answer {
  const { request, collection, assignment } = plan
  const evidence = (item: TierItem) => evidenceOf(item, { ...plan, display: displays.get(item.id), words: words.get(item.id) })
  return {
    shelfId,
    seed: { ...seedView(plan), ...readAsView(plan), ...negativesView(plan) },
    recipe: { name: collection.recipe.name, digest: recipeDigest(collection.recipe).slice(0, 12) },
    experiment: assignment === undefined ? null : { id: assignment.id, arm: assignment.arm },
    items: items.map((item) => selected(itemView(item, displays.get(item.id), evidence(item)), request.fields)),
    fill: fillOf(plan, items),
    cursor: cursor ?? null,
  }
}

function itemView(item: TierItem, display: DisplayPayload | undefined, evidence: Evidence): AnswerItem {
  const { id, tier, score, ranking } = item
  return {
    id,
    tier,
    score: score === undefined ? null : round(score.total, 4),
    confidence: score === undefined ? null : round(score.confidence, 2),
    reason: TIERS[tier].reason(item, evidence),
    title: display?.title ?? '',
    ...(ranking.channelId !== undefined && { channelId: ranking.channelId }),
    ...(ranking.language !== undefined && { language: ranking.language }),
    ...(display?.thumbnailUrl !== undefined && { thumbnailUrl: display.thumbnailUrl }),
    ...(ranking.durationSeconds !== undefined && { durationSeconds: ranking.durationSeconds }),
    ...publishedAt(ranking),
    ...(display?.url !== undefined && { url: display.url }),
  }
}

function selected(item: AnswerItem, fields: RecommendRequest['fields']): AnswerItem {
  if (fields === undefined) return item
  const kept = new Set<string>(['id', ...fields])
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name))) as AnswerItem
}

function seedView({ request, subject, context }: Plan): SeedView {
  const languages = [...(context.languages ?? [])]
  const [first, ...others] = subject.seeds
  if (first === undefined) return { status: request.text === undefined ? 'none' : 'text', languages }
  if (others.length === 0 && request.text === undefined) return { ...videoView(first), languages }
  const best = subject.seeds.find(({ status }) => status === 'indexed') ?? first
  return { status: request.text === undefined ? best.status : 'text', languages, positives: subject.seeds.map(videoView) }
}

function readAsView({ subject: { text } }: Plan): Pick<SeedView, 'readAs'> {
  return text?.readAs === undefined ? {} : { readAs: text.readAs }
}

/** Those that are not indexed cannot be told apart from anything: they are only left out themselves. */
function negativesView({ negatives }: Plan): Pick<SeedView, 'negatives'> {
  return negatives.length === 0 ? {} : { negatives: negatives.map(({ id, status }) => ({ id, status })) }
}

function videoView({ id, status, seed }: SeedState) {
  if (seed === undefined) return { id, status }
  const { ranking, display } = seed
  return {
    id,
    status,
    title: display.title,
    ...(ranking.channelId !== undefined && { channelId: ranking.channelId }),
    ...(ranking.language !== undefined && { language: ranking.language }),
    ...(display.thumbnailUrl !== undefined && { thumbnailUrl: display.thumbnailUrl }),
    ...(ranking.durationSeconds !== undefined && { durationSeconds: ranking.durationSeconds }),
    ...publishedAt(ranking),
    ...(display.url !== undefined && { url: display.url }),
  }
}

/** Publishers that give no date get the epoch, for ordering only. */
function publishedAt({ publishedAt: time }: RankingPayload) {
  return time > 0 ? { publishedAt: new Date(time).toISOString() } : {}
}

function fillOf(plan: Plan, items: readonly TierItem[]): Answer['fill'] {
  const byTier: Answer['fill']['byTier'] = {}
  for (const { tier } of items) byTier[tier] = (byTier[tier] ?? 0) + 1
  const fault = faultOf(plan)
  const why = fault ?? seedFault(plan) ?? (items.length < plan.request.limit ? 'no-more-videos' : null)
  return { requested: plan.request.limit, returned: items.length, byTier, degraded: fault !== undefined, why }
}

/** Which part of the system the answer had to do without. */
export function faultOf({ context, subject }: Plan): Why | undefined {
  return context.reads.trouble() ?? (subject.text?.modelMissed === true ? 'model-unavailable' : undefined)
}

function seedFault({ subject: { seeds, text } }: Plan): Why | undefined {
  if (text !== undefined || seeds.length === 0 || seeds.some(({ status }) => status === 'indexed')) return undefined
  return seeds.every(({ status }) => status === 'unavailable') ? 'seed-unavailable' : 'seed-not-indexed'
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
