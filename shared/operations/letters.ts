import { z } from 'zod'
import { LETTER_BOXES } from '#shared/events/letters.ts'
import type { Operation } from './operation.ts'

const input = z.object({ from: z.enum(LETTER_BOXES), limit: z.int().min(0) })

const report = z.array(z.object({ messageId: z.string(), receivedAt: z.iso.datetime(), type: z.string(), reason: z.string() }))

export type LettersInput = z.output<typeof input>
export type LettersReport = z.output<typeof report>

/** What waits, without its content. */
export const LETTERS: Operation<LettersInput, null, LettersReport> = {
  name: 'letters',
  summary: 'Lists messages that were set aside, without their content',
  access: 'read',
  input,
  cursor: z.null(),
  report,
  step: async ({ from, limit }, _, { letters, clock }, signal) => {
    const listed: LettersReport = []
    const visit = { before: clock() + 1, limit, signal }
    await letters.visit(
      from,
      ({ messageId, receivedAt, attributes, reason }) => {
        listed.push({ messageId, receivedAt: new Date(receivedAt).toISOString(), type: attributes['type'] ?? '', reason })
        return Promise.resolve('keep')
      },
      visit,
    )
    return { cursor: null, report: listed }
  },
}
