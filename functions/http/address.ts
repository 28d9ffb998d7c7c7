import type { Context } from 'hono'

/**
 * The address that a request came from, as the platform in front wrote it: Cloud Run adds the caller's to X-Forwarded-For, a load balancer before it
 * adds two, the caller's and its own. What stands further left is the caller's own word. Without any the request came from this machine.
 */
export function addressOf(c: Context, hasBalancer: boolean): string {
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map((part) => part.trim())
  return forwarded.at(hasBalancer ? -2 : -1) ?? ''
}
