import { hash } from 'node:crypto'
import type { Listed } from '#shared/index/video-index.ts'

/**
 * Short hashes by which a cursor remembers a video that was shown: one of its id, one of each duplicate key. Among a thousand marks
 * a video that was never shown is taken for one with a chance of one in sixteen thousand.
 */
export function marksOf({ id, ranking }: Listed): number[] {
  return [`id ${id}`, ...ranking.duplicateKeys.map((key) => `key ${key}`)].map(mark)
}

function mark(text: string): number {
  return hash('sha256', text, 'buffer').readUIntBE(0, 3)
}
