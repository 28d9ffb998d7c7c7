import { isCallToAction } from '#shared/text/phrases/calls.ts'
import { isInvented } from '#shared/text/phrases/invented.ts'
import { speechKey } from '#shared/recipe/statistics/keys.ts'
import { isLoop } from './loop.ts'
import type { Segment } from './segment.ts'

/** Whisper's own thresholds (`no_speech_threshold`, `logprob_threshold`, `compression_ratio_threshold`). */
const MAX_NO_SPEECH = 0.6
const MIN_LOGPROB = -1
const MAX_COMPRESSION = 2.4

/** `[Music]`, `(applause)`, `*laughs*`, notes: what a caption says of sounds. */
const SOUNDS =
  /\[[^[\]]{0,60}\]|【[^【】]{0,60}】|[(（][\p{L} ]{0,24}(?:music|musi[ckq]|applau|laugh|cheer|inaudible|silence|音楽|音乐|拍手|笑|음악|박수|музык|апло|смех)[\p{L} ]{0,16}[)）]|\*[^*]{0,30}\*|[♪♫♩♬]+/giu

/** Why segments were dropped, and how many. */
export interface Dropped {
  readonly doubtful: number
  readonly invented: number
  readonly repeated: number
}

export interface CleanSegments {
  readonly segments: readonly Segment[]
  readonly dropped: Dropped
}

/**
 * Without what speech recognition is known to make up: segments that its own figures doubt, stock phrases, and loops. A text counts once,
 * however often it comes back. Each figure alone suffices, where Whisper itself asks for two of them: on music it is sure of what it invents.
 * @param elsewhere `speechKey`s of what is heard in many videos, which counts as repeated.
 */
export function cleanSegments(segments: readonly Segment[], elsewhere: ReadonlySet<string> = new Set()): CleanSegments {
  const seen = new Set<string>()
  const kept: Segment[] = []
  const dropped = { doubtful: 0, invented: 0, repeated: 0 }
  for (const segment of segments) {
    const text = segment.text.replace(SOUNDS, ' ').replace(/\s+/g, ' ').trim()
    const fault = faultOf(segment, text, seen) ?? (elsewhere.size > 0 && elsewhere.has(speechKey(text)) ? 'repeated' : undefined)
    if (fault !== undefined) dropped[fault] += 1
    else kept.push({ ...segment, text })
    seen.add(keyOf(text))
  }
  return { segments: kept, dropped }
}

function faultOf(segment: Segment, text: string, seen: ReadonlySet<string>): keyof Dropped | undefined {
  if (isDoubtful(segment)) return 'doubtful'
  if (!/[\p{L}\p{N}]/u.test(text) || isInvented(text) || isCallToAction(text)) return 'invented'
  return seen.has(keyOf(text)) || isLoop(text) ? 'repeated' : undefined
}

function isDoubtful({ noSpeechProb = 0, avgLogprob = 0, compressionRatio = 0 }: Segment): boolean {
  return noSpeechProb > MAX_NO_SPEECH || avgLogprob < MIN_LOGPROB || compressionRatio > MAX_COMPRESSION
}

function keyOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
