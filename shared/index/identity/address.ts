/** What an address carries beside the video: where a click came from. */
const IRRELEVANT = /^(?:utm_\w+|fbclid|gclid)$/

/**
 * An address in the form in which two that lead to one video are equal: no scheme, `www.`, trailing slash, fragment or tracking; YouTube's
 * short, embedded and mobile forms become one. What is no web address comes back as it is.
 */
export function canonicalAddress(address: string): string {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return address.trim()
  const host = url.hostname.replace(/^(?:www|m)\./, '')
  const youtube = youtubeId(host, url)
  if (youtube !== undefined) return `youtube:${youtube}`
  const kept = Array.from(url.searchParams).filter(([name]) => !IRRELEVANT.test(name))
  const query = new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : 1))).toString()
  return `${host}${url.pathname.replace(/\/+$/, '')}${query && `?${query}`}`
}

function youtubeId(host: string, { pathname, searchParams }: URL): string | undefined {
  if (host === 'youtu.be') return pathname.slice(1) || undefined
  if (!/^youtube(?:-nocookie)?\.com$/.test(host)) return undefined
  const named = searchParams.get('v') ?? /^\/(?:embed|shorts|live|v)\/([\w-]+)/.exec(pathname)?.[1]
  return named === '' ? undefined : named
}
