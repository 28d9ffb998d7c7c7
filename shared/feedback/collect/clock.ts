const MINUTE_MS = 60_000
/** How far a page's clock may be ahead of ours. */
const AHEAD_MS = 10 * MINUTE_MS
/** A page that was offline sends what it kept; what is older is left out of reports that are made by then. */
const BEHIND_MS = 72 * 60 * MINUTE_MS

/** What is wrong with an event's time, or undefined. Nothing is set right: an event that is sent again must stay the same event. */
export function clockFault(at: number, now: number): string | undefined {
  if (at > now + AHEAD_MS) return 'takes a time that is not ahead: the clock there is over 10 minutes fast'
  return at < now - BEHIND_MS ? 'takes a time of the last 72 hours' : undefined
}
