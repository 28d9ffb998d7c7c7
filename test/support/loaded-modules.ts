import { registerHooks } from 'node:module'

/** What a process has loaded, told over its channel when asked: addresses of modules, and files of native code. */
export interface Loaded {
  readonly modules: readonly string[]
  readonly native: readonly string[]
}

// Preloaded by --import: from here on every module is noted.
const modules = new Set<string>()
registerHooks({
  load: (url, context, next) => {
    modules.add(url)
    return next(url, context)
  },
})

process.on('message', () => {
  const { sharedObjects: native } = process.report.getReport() as { readonly sharedObjects: readonly string[] }
  process.send?.({ modules: Array.from(modules), native } satisfies Loaded)
})
