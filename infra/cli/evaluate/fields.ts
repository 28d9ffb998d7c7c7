import type { Video } from '#shared/video/event.ts'

/** The fields of a video that say what it is about. */
export const TEXT_FIELDS = ['title', 'description', 'tags', 'transcript'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** The video as if its uploader had filled in these fields only. What is no text stays. */
export function keepFields(video: Video, kept: readonly TextField[]): Video {
  const { title, description, tags, transcript, ...others } = video
  return {
    ...others,
    title: kept.includes('title') ? title : '',
    description: kept.includes('description') ? description : '',
    tags: kept.includes('tags') ? tags : [],
    ...(kept.includes('transcript') && transcript !== undefined && { transcript }),
  }
}

/** All of a video's words as one text, as a lexical method reads it. */
export function plainText({ title, description, tags, transcript }: Video): string {
  const speech = typeof transcript?.text === 'string' ? transcript.text : ''
  return [title, description, ...tags, speech].join(' ')
}
