const SLICE = 5000

/** At most `max` characters of a text: all of it, or slices evenly spread over it, cut at spaces where there are any. */
export function spreadSample(text: string, max: number): string {
  if (text.length <= max) return text
  const slices = Math.max(1, Math.floor(max / SLICE))
  const size = Math.floor(max / slices)
  const step = (text.length - size) / Math.max(1, slices - 1)
  return Array.from({ length: slices }, (_, index) =>
    trimToSpaces(text.slice(Math.round(index * step), Math.round(index * step) + size)),
  ).join(' ')
}

/** Without the broken words at both ends. */
function trimToSpaces(slice: string): string {
  const first = slice.indexOf(' ')
  const last = slice.lastIndexOf(' ')
  return (last > first ? slice.slice(first + 1, last) : slice).toWellFormed()
}
