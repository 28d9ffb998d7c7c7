import type { VideoIndex } from '#shared/index/video-index.ts'

type Spec = Parameters<VideoIndex['createCollection']>[1]

/**
 * An index whose dropped collections are emptied and given out again under another name: where making one takes half a second, a suite
 * that makes hundreds would take minutes.
 */
export function recycling(index: VideoIndex, empty: (collection: string) => Promise<void>): VideoIndex {
  const used = new Map<string, { readonly name: string; readonly kind: string }>()
  const free = new Map<string, string[]>()
  const create = async (name: string, spec: Spec): Promise<void> => {
    const kind = JSON.stringify(spec)
    const known = used.get(name)?.name ?? free.get(kind)?.pop()
    used.set(name, { name: known ?? name, kind })
    if (known === undefined || known === name) await index.createCollection(name, spec)
  }
  const drop = async (name: string): Promise<void> => {
    const held = used.get(name)
    if (held === undefined) return index.dropCollection(name)
    used.delete(name)
    await empty(held.name)
    free.set(held.kind, [...(free.get(held.kind) ?? []), held.name])
  }
  return new Proxy(index, {
    get: (target, method: string) => {
      if (method === 'createCollection') return create
      if (method === 'dropCollection') return drop
      const call = Reflect.get(target, method) as (...args: unknown[]) => unknown
      return (first: unknown, ...rest: unknown[]) => call(typeof first === 'string' ? (used.get(first)?.name ?? first) : first, ...rest)
    },
  })
}
