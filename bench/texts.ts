import { z } from 'zod'

const line = z.object({ video: z.object({ title: z.string().default(''), description: z.string().default('') }).optional() })

/** Titles and descriptions of an event file, each a text of its own, as the text rules embed them. */
export function textsOf(jsonLines: string): string[] {
  return jsonLines
    .split('\n')
    .filter((text) => text !== '')
    .flatMap((text) => {
      const { video } = line.parse(JSON.parse(text))
      return [video?.title ?? '', video?.description ?? '']
    })
    .filter((text) => text.trim() !== '')
}
