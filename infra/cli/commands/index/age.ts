const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** How long ago the newest change was stored, in words. */
export function ageText(ms: number | null): string {
  if (ms === null) return 'nothing was stored yet'
  const [unit, size] = STEPS.find(([, size]) => ms >= 2 * size) ?? ['second', 1000]
  return `the newest change was stored ${Math.round(ms / size)} ${unit}s ago`
}
