import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { parseEvent, type Video } from '#shared/video/event.ts'
import { languageKey } from '#shared/video/language.ts'

/** Subjects that a viewer likes, the dearest first, and how much. */
const LIKED = [1, 0.7, 0.4] as const
/** What a video in a language that the viewer does not understand is worth. */
const FOREIGN = 0.15

export interface Viewer {
  readonly name: string
  readonly arm: string
  readonly tastes: ReadonlyMap<string, number>
  readonly languages: ReadonlySet<string>
}

/** A video of the world, and how good it is: nobody but the viewers knows that. */
export interface WorldVideo {
  readonly video: Video
  readonly labels: readonly string[]
  readonly language: string
  /** 0.3 to 1. */
  readonly quality: number
}

export interface World {
  readonly videos: readonly WorldVideo[]
  readonly viewers: readonly Viewer[]
}

export interface WorldOptions {
  readonly files: readonly string[]
  readonly viewers: number
  /** Videos at most. */
  readonly videos: number
  /** Viewers are dealt out to them by turns. */
  readonly arms: readonly string[]
}

/** Viewers with tastes for what the videos are labelled with: tags and categories, of which the recommender is told as of all else. */
export async function createWorld({ files, viewers, videos: most, arms }: WorldOptions, random: () => number): Promise<World> {
  const all = (await Promise.all(files.map(readVideos))).flat()
  const videos = shuffled(all, random)
    .slice(0, most)
    .map((video) => ({ video, labels: labelsOf(video), language: languageOf(video), quality: 0.3 + 0.7 * random() }))
  const pick = () => videos[Math.floor(random() * videos.length)]
  const people = Array.from({ length: viewers }, (_, i): Viewer => {
    const liked = LIKED.flatMap((much) => {
      const labels = pick()?.labels ?? []
      const label = labels[Math.floor(random() * labels.length)]
      return label === undefined ? [] : [[label, much] as const]
    })
    // The dearest counts where one subject was drawn twice.
    const tastes = new Map(liked.toReversed())
    return { name: `viewer-${i}`, arm: arms[i % arms.length] ?? '', tastes, languages: new Set(['en', pick()?.language ?? 'en']) }
  })
  return { videos, viewers: people }
}

/** The chance that a viewer who looks at a video on a shelf clicks it: 0.01 to 0.6. */
export function appealOf({ labels, language, quality }: WorldVideo, { tastes, languages }: Viewer): number {
  const match = Math.max(0, ...labels.map((label) => tastes.get(label) ?? 0))
  return (0.01 + 0.59 * match * quality) * (languages.has(language) ? 1 : FOREIGN)
}

async function readVideos(file: string): Promise<Video[]> {
  const bytes = createReadStream(file)
  const videos = new Map<string, Video>()
  for await (const line of createInterface(file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes)) {
    if (line.trim() === '') continue
    const event = parseEvent(JSON.parse(line))
    if (event.type === 'video.upserted' && isForAll(event.video)) videos.set(event.video.id, event.video)
  }
  return Array.from(videos.values())
}

function isForAll({ visibility, moderation, recommendable, regions, availableFrom, availableUntil, ageRestricted }: Video): boolean {
  const isOpen = visibility === 'public' && moderation === 'approved' && recommendable && !ageRestricted
  return isOpen && regions === undefined && availableFrom === undefined && availableUntil === undefined
}

function labelsOf({ tags, category }: Video): string[] {
  return [...tags, ...(category === undefined ? [] : [category])].map((label) => label.toLowerCase())
}

function languageOf({ language }: Video): string {
  return (language === undefined ? undefined : languageKey(language)) ?? 'en'
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
}
