import { z } from 'zod'

/** What an operator said of a pair; null: could not say. */
export interface Judgement {
  readonly seed: string
  readonly candidate: string
  readonly related: boolean | null
}

const judgementSchema = z.object({ seed: z.string(), candidate: z.string(), related: z.boolean().nullable() })

/** Reads a file of one judgement a line. An unfinished last line, left by a process that was killed, is passed over. @throws for other lines. */
export function readJudgements(text: string): readonly Judgement[] {
  const lines = text.split('\n')
  const complete = lines.slice(0, -1).filter((line) => line !== '')
  return complete.map((line) => judgementSchema.parse(JSON.parse(line)))
}
