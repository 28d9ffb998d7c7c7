import { digestOf } from '#shared/video/document.ts'
import type { Video } from '#shared/video/event.ts'

/** Characters kept of a description: what its vector is made of. */
const DESCRIPTION = 4000

/** A few videos of each language, chosen by chance. */
export interface LanguageSample {
  add(language: string, video: Video): void
  /** Languages in the order of their codes, videos in an order that chance gave them. */
  languages(): readonly (readonly [language: string, videos: readonly Video[]])[]
}

interface Drawn {
  readonly lot: string
  readonly video: Video
}

/**
 * Keeps at most `size` videos a language, those whose ids have the least digests: the same ones whatever the order they come in, and as good as
 * at random. Without transcripts, so that it stays small.
 */
export function createLanguageSample(size: number): LanguageSample {
  const drawn = new Map<string, Drawn[]>()
  return {
    add: (language, video) => {
      const kept = drawn.get(language) ?? []
      drawn.set(language, kept)
      const lot = digestOf(video.id)
      const place = placeOf(kept, lot)
      if (place >= size) return
      const isKnown = kept.some((other) => other.video.id === video.id)
      kept.splice(place, isKnown ? 1 : 0, { lot, video: written(video) })
      kept.splice(size)
    },
    languages: () =>
      Array.from(drawn)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([language, kept]) => [language, kept.map(({ video }) => video)] as const),
  }
}

/** Where a lot belongs among the sorted ones. */
function placeOf(kept: readonly Drawn[], lot: string): number {
  const place = kept.findIndex((other) => other.lot >= lot)
  return place === -1 ? kept.length : place
}

function written(video: Video): Video {
  const kept = { ...video, description: video.description.slice(0, DESCRIPTION) }
  delete kept.transcript
  return kept
}
