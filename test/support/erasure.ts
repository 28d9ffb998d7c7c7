import { createIngest, type IngestContext } from '#shared/ingest/ingest.ts'
import type { EraseReport } from '#shared/operations/erase/erase.ts'
import { ERASE } from '#shared/operations/erase/erase.ts'
import type { OperationDeps } from '#shared/operations/operation.ts'
import { parseEvent } from '#shared/video/event.ts'
import { operationDeps } from './operations.ts'

/** Words that stand in no other text: where one of them is found, content was left. */
export const TELLTALE = ['xylotitle', 'xylodescription', 'xylotag', 'xylospoken', 'xylourl'] as const

/** An upsert whose every text is a telltale. */
export function telltaleUpsert(id: string, version: number) {
  const [title, description, tag, spoken, url] = TELLTALE
  const video = {
    id,
    version,
    title,
    description: `${description} told at length`,
    tags: [tag],
    transcript: { text: `${spoken} many times over. `.repeat(200) },
    url: `https://videos.example/${url}`,
    language: 'en',
  }
  return { type: 'video.upserted', video }
}

/** Ingests two versions of a video, with signals, and sets two messages about it aside. */
export async function fillWith(id: string, context: IngestContext & Pick<OperationDeps, 'letters'>): Promise<void> {
  const ingest = createIngest(context)
  for (const version of [1, 2]) await ingest(parseEvent(telltaleUpsert(id, version)), 1)
  await ingest(parseEvent({ type: 'video.signals', id, measuredAt: '2026-01-01T00:00:00Z', views: 5 }), 1)
  const data = Buffer.from(JSON.stringify(telltaleUpsert(id, 3))).toString('base64')
  const letter = { messageId: `about ${id}`, receivedAt: 1, reason: 'no title', attributes: {}, data }
  await context.letters.put('quarantine', letter)
  await context.letters.put('dead-letter', letter)
}

export async function eraseVideos(
  videos: readonly string[],
  dryRun: boolean,
  context: IngestContext,
  { letters, scrub, watches }: Pick<OperationDeps, 'letters' | 'scrub' | 'watches'>,
) {
  const all = operationDeps({ ...context, letters, scrub, watches }, context)
  const { cursor, report } = await ERASE.step({ videos: [...videos], dryRun }, null, all, new AbortController().signal)
  return { cursor, report } satisfies { cursor: null; report: EraseReport }
}
