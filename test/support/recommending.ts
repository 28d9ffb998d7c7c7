import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRecommendApp } from '#functions/recommend/app.ts'
import type { RecommendAppDeps } from '#functions/recommend/app.ts'
import type { Point } from '#shared/index/point.ts'
import type { Registry } from '#shared/index/registry.ts'
import { SILENT } from '#shared/logger.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { NOON } from './catalogue.ts'
import { memoryArtefacts } from './memory-artefacts.ts'
import { memoryIndex } from './memory-index.ts'

/** Round numbers of its own: tuning the default recipe changes no test. */
export const TEST_RECIPE: Recipe = {
  ...DEFAULT_RECIPE,
  name: 'test',
  model: 'stub',
  dimensions: 16,
  words: { ...DEFAULT_RECIPE.words, weight: 1 },
  statistics: { rarity: null, text: null, fields: null, languages: null },
  calibration: {
    floor: 0.05,
    scale: 0.1,
    wordsScale: 0.1,
    midpoints: { plain: 0.5, automatic: 0.55, 'half-tagged': 0.55, tagged: 0.6, speech: 0.6, words: 0.4 },
    undescribed: { one: 0, both: 0 },
    otherLanguage: 0,
  },
}

/** A registry that serves one collection, `videos`. */
export function fixedRegistry(recipe: Recipe = TEST_RECIPE): Registry {
  const collections = [{ name: 'videos', recipe, state: 'live' as const, createdAt: 0 }]
  const read = () => Promise.resolve({ revision: 1, collections, aliases: { serving: 'videos' } })
  return { read, replace: () => Promise.reject(new Error('This registry is only read.')) }
}

/** What the HTTP side needs, over videos in memory; each test names only what differs. */
export function answeringDeps(
  points: readonly Point[],
  deps: Partial<RecommendAppDeps> = {},
  suspended: ReadonlySet<string> = new Set(),
): RecommendAppDeps {
  return {
    index: memoryIndex(points, suspended),
    artefacts: memoryArtefacts(),
    registry: fixedRegistry(),
    logger: SILENT,
    clock: () => NOON,
    signingKeys: ['a key of sixteen characters'],
    indexBudgetMs: 500,
    corsOrigins: [],
    regionHeader: '',
    ...deps,
  }
}

export function recommendApp(
  points: readonly Point[],
  deps: Partial<RecommendAppDeps> = {},
  suspended: ReadonlySet<string> = new Set(),
): OpenAPIHono {
  return createRecommendApp(answeringDeps(points, deps, suspended))
}

/** The shelf of a video, or of a whole path. */
export async function shelfOf(app: Pick<OpenAPIHono, 'request'>, id: string, query = ''): Promise<Answer> {
  const response = await app.request(`/v1/videos/${encodeURIComponent(id)}/recommendations${query}`)
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
  return (await response.json()) as Answer
}

export function idsOf({ items }: Answer): string[] {
  return items.map(({ id }) => id)
}
