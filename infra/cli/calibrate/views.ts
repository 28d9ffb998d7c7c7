import type { Video } from '#shared/video/event.ts'
import { keepFields, TEXT_FIELDS } from '../evaluate/fields.ts'
import { dropAtRandom } from '../evaluate/mixed.ts'

/** The catalogue, changed so that it has other field mixes. */
export interface View {
  readonly name: string
  readonly change: (video: Video) => Video
}

const allBut = (...left: (typeof TEXT_FIELDS)[number][]) => TEXT_FIELDS.filter((field) => !left.includes(field))

/** The catalogue as it is, and, where mixes are asked for, without tags, with tags from half of the videos, and with every field but the title from half each. */
export function viewsOf(mixed: boolean, seed: number): readonly View[] {
  const asItIs = { name: 'as it is', change: (video: Video) => video }
  if (!mixed) return [asItIs]
  return [
    asItIs,
    { name: 'without tags', change: (video) => keepFields(video, allBut('tags')) },
    { name: 'tags from half', change: (video) => dropAtRandom(video, { fields: ['tags'], seed }) },
    { name: 'all from half', change: (video) => dropAtRandom(video, { fields: allBut('title'), seed }) },
  ]
}
