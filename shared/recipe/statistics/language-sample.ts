import type { Video } from '#shared/video/event.ts'
import { createSample, type Sample } from './sample.ts'

/** Characters kept of a description: what its vector is made of. */
const DESCRIPTION = 4000

/** A few videos of each language, chosen by chance. */
export interface LanguageSample {
  add(language: string, video: Video): void
  /** Languages in the order of their codes, videos in an order that chance gave them. */
  languages(): readonly (readonly [language: string, videos: readonly Video[]])[]
}

/** Keeps at most `size` videos a language (see `createSample`), without transcripts, so that it stays small. */
export function createLanguageSample(size: number): LanguageSample {
  const drawn = new Map<string, Sample<Video>>()
  return {
    add: (language, video) => {
      const kept = drawn.get(language) ?? createSample<Video>(size)
      drawn.set(language, kept)
      kept.add(video.id, writtenPart(video))
    },
    languages: () =>
      Array.from(drawn)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([language, kept]) => [language, kept.values()] as const),
  }
}

/** The video as its uploader wrote it, cut to what a vector is made of. */
export function writtenPart(video: Video): Video {
  const kept = { ...video, description: video.description.slice(0, DESCRIPTION) }
  delete kept.transcript
  return kept
}
