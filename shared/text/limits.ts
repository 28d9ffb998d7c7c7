import type { Video } from '#shared/video/event.ts'
import { byteLength, cutToBytes, cutToCodePoints } from './cut.ts'

const TITLE_CHARACTERS = 1000
const TAGS = 100
const TAG_CHARACTERS = 100
/** UTF-8 bytes of title, tags, description and parsed transcript together. */
export const TEXT_BYTES = 2 ** 20

export interface CutVideo {
  readonly video: Video
  /** The fields that were over a limit. */
  readonly cut: readonly string[]
}

/**
 * The video with its texts within the limits: title 1,000 code points, 100 tags of 100, 1 MiB of text in all, the transcript last to get
 * its share. Empty and repeated tags go without mention. A transcript in a timed format is left as it is: only its parsed text counts
 * (`buildTexts` cuts that).
 */
export function cutToLimits(video: Video): CutVideo {
  const title = cutToCodePoints(video.title, TITLE_CHARACTERS)
  const tags = cutTags(video.tags)
  const description = cutToBytes(video.description, TEXT_BYTES - byteLength(title + tags.kept.join('')))
  const fitting = { ...video, title, tags: tags.kept, description }
  const transcript = cutPlainTranscript(fitting)
  const cut = [
    ...(title === video.title ? [] : ['title']),
    ...(tags.cut ? ['tags'] : []),
    ...(description === video.description ? [] : ['description']),
    ...(transcript === video.transcript ? [] : ['transcript.text']),
  ]
  return { video: transcript === undefined ? fitting : { ...fitting, transcript }, cut }
}

/** Bytes that title, tags and description leave for the transcript. */
export function bytesForTranscript({ title, tags, description }: Pick<Video, 'title' | 'tags' | 'description'>): number {
  return Math.max(0, TEXT_BYTES - byteLength(title) - byteLength(description) - byteLength(tags.join('')))
}

function cutTags(tags: readonly string[]): { readonly kept: string[]; readonly cut: boolean } {
  const distinct = new Set(tags.map((tag) => cutToCodePoints(tag.trim(), TAG_CHARACTERS).trim()).filter((tag) => tag !== ''))
  return { kept: Array.from(distinct).slice(0, TAGS), cut: distinct.size > TAGS || tags.some((tag) => isTooLong(tag.trim())) }
}

function isTooLong(tag: string): boolean {
  return cutToCodePoints(tag, TAG_CHARACTERS) !== tag
}

function cutPlainTranscript(video: Video): Video['transcript'] {
  const { transcript } = video
  if (transcript?.format !== 'text' || typeof transcript.text !== 'string') return transcript
  const text = cutToBytes(transcript.text, bytesForTranscript(video))
  return text === transcript.text ? transcript : { ...transcript, text }
}
