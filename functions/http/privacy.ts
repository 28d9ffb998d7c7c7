import type { Context } from 'hono'

/** Whether the browser asks not to be followed: Global Privacy Control (https://w3c.github.io/gpc/), or the older Do Not Track. */
export function asksForPrivacy(c: Context): boolean {
  return c.req.header('Sec-GPC') === '1' || c.req.header('DNT') === '1'
}
