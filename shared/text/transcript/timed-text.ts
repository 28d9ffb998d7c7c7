import { decodeReferences } from '#shared/text/normalize/markup.ts'
import type { Segment } from './segment.ts'

const STAMP = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`
const TIMING = new RegExp(String.raw`^\s*${STAMP}\s*--?>\s*${STAMP}`)
/** `<c.yellow>`, `<v Name>`, karaoke times `<00:01.2>`, `<i>`; and the `{\an8}` of SubStation files. */
const STYLING = /<[^<>]{0,1000}>|\{\\[^{}]{0,200}\}/g
/** A dash or `>>` says that the speaker changes. */
const CHANGE_OF_SPEAKER = /^(?:-|–|—|>>+)\s*/
const CUE_NUMBER = /^\s*\d+\s*$/

interface Cue {
  readonly start: number
  readonly end: number
  readonly lines: string[]
}

/**
 * The cues of a WebVTT or SubRip file, which differ in nothing that matters here: a timing line opens a cue, an empty line closes it, and
 * what stands outside (header, numbers, notes, styles) is no speech. Damaged parts are skipped.
 */
export function parseTimedText(file: string): Segment[] {
  const cues: Cue[] = []
  let open: Cue | undefined
  for (const line of file.split(/\r\n?|\n/)) {
    const timing = TIMING.exec(line)
    if (timing !== null) {
      dropNextNumber(open)
      open = { start: seconds(timing, 1), end: seconds(timing, 5), lines: [] }
      cues.push(open)
    } else if (line.trim() === '') open = undefined
    else open?.lines.push(line)
  }
  return withoutRolling(cues.map((cue) => ({ ...cue, lines: cue.lines.map(plainLine).filter((line) => line !== '') })))
}

/** Files without empty lines between the cues leave the next cue's number at the end of this one. */
function dropNextNumber(cue: Cue | undefined): void {
  if (cue !== undefined && CUE_NUMBER.test(cue.lines.at(-1) ?? '')) cue.lines.pop()
}

/** Captions that roll show lines again that the cue before has shown, or the same line grown by a word: only what is new counts. */
function withoutRolling(cues: readonly Cue[]): Segment[] {
  return cues.flatMap(({ start, end, lines }, index) => {
    const fresh = newLines(cues[index - 1]?.lines ?? [], lines)
    return fresh.length === 0 ? [] : [{ start, end, text: fresh.join(' ') }]
  })
}

function newLines(before: readonly string[], lines: readonly string[]): readonly string[] {
  const overlap = longestOverlap(before, lines)
  if (overlap > 0) return lines.slice(overlap)
  const [first = '', ...rest] = lines
  const last = before.at(-1) ?? ''
  return last !== '' && first.startsWith(`${last} `) ? [first.slice(last.length + 1), ...rest] : lines
}

/** How many of the first lines are the last ones of the cue before. */
function longestOverlap(before: readonly string[], lines: readonly string[]): number {
  for (let count = Math.min(before.length, lines.length); count > 0; count -= 1) {
    if (before.slice(-count).every((line, index) => line === lines[index])) return count
  }
  return 0
}

function plainLine(line: string): string {
  const text = decodeReferences(line.replace(STYLING, ''))
  return text.replace(/\s+/g, ' ').trim().replace(CHANGE_OF_SPEAKER, '')
}

function seconds(timing: RegExpExecArray, group: number): number {
  const [hours, minutes, whole, fraction] = [0, 1, 2, 3].map((offset) => timing[group + offset] ?? '0')
  return 3600 * Number(hours) + 60 * Number(minutes) + Number(whole) + Number(`0.${fraction ?? '0'}`)
}
