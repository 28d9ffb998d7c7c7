import type { Seed } from '#shared/index/video-index.ts'
import type { TermStatistics } from '#shared/recipe/statistics/rarity.ts'
import { wordQuery } from '#shared/text/word-query.ts'
import type { SearchQuery } from '../tiers/tier.ts'
import { blend } from './blend.ts'
import type { SeedState } from './seed.ts'
import { contentsOf } from './unwanted.ts'
import type { TextContent } from './text-content.ts'

/** What a request is about: videos, a text, both, or nothing. */
export interface Subject {
  readonly seeds: readonly SeedState[]
  readonly text?: TextContent
}

export function indexedSeeds({ seeds }: Pick<Subject, 'seeds'>): readonly Seed[] {
  return seeds.flatMap(({ seed }) => seed ?? [])
}

/** Channels of the seeds, each once. */
export function channelsOf(subject: Subject): readonly string[] {
  return Array.from(new Set(indexedSeeds(subject).flatMap(({ ranking }) => ranking.channelId ?? [])))
}

/** Languages of the seeds, each once. A search text may be in any language, so it prefers none. */
export function languagesOf(subject: Subject): readonly string[] {
  if (subject.text !== undefined) return []
  return Array.from(new Set(indexedSeeds(subject).flatMap(({ ranking }) => ranking.language ?? [])))
}

/**
 * The subject as one query, its words weighted by their rarity in the catalogue; undefined where there is nothing to compare with, or
 * rarity is out of reach. Words retrieve by themselves only for searches and for seeds without a vector.
 */
export function queryOf(subject: Subject, rarity: TermStatistics | undefined): SearchQuery | undefined {
  const videos = contentsOf(indexedSeeds(subject))
  const content = blend(subject.text === undefined ? videos : [subject.text, ...videos])
  if (content === undefined || rarity === undefined) return undefined
  const words = wordQuery(content.words, rarity)
  if (content.vector === undefined) return { words, mix: '', retrieve: 'words' }
  const { vector, mix, language } = content
  const retrieve = subject.text === undefined ? 'dense' : 'both'
  return { words, mix, vector, retrieve, ...(language !== undefined && { language }) }
}
