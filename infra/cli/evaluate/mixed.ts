import { digestOf } from '#shared/video/document.ts'
import type { Video } from '#shared/video/event.ts'
import { keepFields, TEXT_FIELDS, type TextField } from './fields.ts'

/** The field mixes of a real catalogue: which fields are taken from a random part of the videos. */
export interface Mixed {
  readonly fields: readonly TextField[]
  readonly seed: number
}

/** Of the videos, those that lose a field. */
const SHARE = 0.5

/** The video without the fields that chance takes from it, each by itself; by its id, so that the order of the catalogue does not matter. */
export function dropAtRandom(video: Video, { fields, seed }: Mixed): Video {
  const lost = fields.filter((field) => chance(`${seed} ${field} ${video.id}`) < SHARE)
  const kept = TEXT_FIELDS.filter((field) => !lost.includes(field))
  return keepFields(video, kept)
}

function chance(key: string): number {
  return Number.parseInt(digestOf(key).slice(0, 8), 16) / 2 ** 32
}
