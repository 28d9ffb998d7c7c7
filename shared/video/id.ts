import { z } from 'zod'

const MAX_ID_CODE_POINTS = 200

/** What is wrong with a video id, or undefined: 1 to 200 code points, well-formed, no control characters, not `.` or `..`. */
export function idFault(id: string): string | undefined {
  if (!id.isWellFormed()) return 'holds a lone surrogate'
  if (/\p{Cc}/u.test(id)) return 'holds a control character'
  if (id === '.' || id === '..') return 'must not be "." or ".."'
  const length = Array.from(id).length
  return length >= 1 && length <= MAX_ID_CODE_POINTS ? undefined : `has ${length} characters, not 1 to ${MAX_ID_CODE_POINTS}`
}

/** A video or channel id, taken as it comes: never normalised, trimmed or case-folded. */
export const idSchema = z.string().check((context) => {
  const fault = idFault(context.value)
  if (fault !== undefined) context.issues.push({ code: 'custom', message: fault, input: context.value })
})
