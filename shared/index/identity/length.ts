const MINUTE = 60

/** Whether a length says something of a video. Whole minutes are what was planned, or what publishers write who know no length. */
export function isTellingLength(seconds: number): boolean {
  return seconds > MINUTE && Math.round(seconds) % MINUTE !== 0
}
