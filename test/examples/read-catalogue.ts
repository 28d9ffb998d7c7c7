import { readdir, readFile } from 'node:fs/promises'
import { parseEvent } from '#shared/video/event.ts'
import type { Video, VideoEvent } from '#shared/video/event.ts'

const EXAMPLES = new URL('../../examples/', import.meta.url)
const CATALOGUE = new URL('catalogue/', EXAMPLES)

export interface CatalogueLine {
  /** `file:line`, for messages. */
  readonly place: string
  readonly text: string
}

export const TRANSCRIPTS = new URL('transcripts/', EXAMPLES)

export function readPage(name: string): Promise<string> {
  return readFile(new URL(name, EXAMPLES), 'utf8')
}

/** Every line of every event file, files in the order of their names. */
export async function readLines(): Promise<CatalogueLine[]> {
  const names = (await readdir(CATALOGUE)).filter((name) => name.endsWith('.jsonl')).sort()
  const files = await Promise.all(names.map(async (name) => linesOf(name, await readFile(new URL(name, CATALOGUE), 'utf8'))))
  return files.flat()
}

export async function readEvents(): Promise<VideoEvent[]> {
  return (await readLines()).map((line) => parseEvent(JSON.parse(line.text)))
}

/** The documents of all upserts, updates of one video included. */
export function videosOf(events: readonly VideoEvent[]): Video[] {
  return events.flatMap((event) => (event.type === 'video.upserted' ? [event.video] : []))
}

function linesOf(name: string, content: string): CatalogueLine[] {
  return content
    .trimEnd()
    .split('\n')
    .map((text, index) => ({ place: `${name}:${index + 1}`, text }))
}
