import type { Letter } from '#shared/events/letters.ts'

/** Messages in messages: an envelope holds its data as base64, which holds JSON. */
const MAX_WRAPS = 6

/**
 * Whether a letter is about one of the videos: some object in its JSON, or in JSON that is wrapped in it, has the `id`. What is not JSON has no
 * id to go by; there the id counts where it stands between quotation marks.
 */
export function mentions({ data, attributes }: Letter, ids: ReadonlySet<string>): boolean {
  if (Object.values(attributes).some((value) => ids.has(value))) return true
  const text = Buffer.from(data, 'base64').toString()
  const json = parsed(text)
  if (json === undefined) return Array.from(ids).some((id) => text.includes(JSON.stringify(id)))
  return idsIn(json).some((id) => ids.has(id))
}

/** Every value of a key `id`. The list of what is still to be looked at grows while it is read: JSON may be nested deeper than calls can be. */
function idsIn(json: unknown): string[] {
  const found: string[] = []
  const seen: { readonly value: unknown; readonly wraps: number }[] = [{ value: json, wraps: 0 }]
  for (const { value, wraps } of seen) {
    if (typeof value === 'string' && wraps < MAX_WRAPS) seen.push(...unwrapped(value).map((inner) => ({ value: inner, wraps: wraps + 1 })))
    if (typeof value !== 'object' || value === null) continue
    if ('id' in value) found.push(String(value.id))
    for (const inner of Object.values(value)) seen.push({ value: inner, wraps })
  }
  return found
}

/** The JSON in a string that begins as an object or a list does, plain or in base64. */
function unwrapped(text: string): unknown[] {
  if (!/^(\s*[{[]|[eW][w-z0-9+/])/.test(text)) return []
  return [parsed(text) ?? parsed(Buffer.from(text, 'base64').toString())].filter((json) => json !== undefined)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
