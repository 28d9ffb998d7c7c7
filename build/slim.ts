import type { Plugin } from 'esbuild'

/**
 * Modules that only gather others, of which just these are asked for here. Bundlers cannot tell, and every start would read the rest.
 * An import of something else fails the build.
 */
const GATHERERS = [
  // Messages in 60 languages are half of zod.
  { path: /\/zod\/v4\/locales\/index\.js$/, contents: "export { default as en } from './en.js'" },
  // Qdrant's client and our pools of connections; fetch is Node's own.
  { path: /\/node_modules\/undici\/index\.js$/, contents: "export { default as Agent } from './lib/dispatcher/agent.js'" },
]

export const slim: Plugin = {
  name: 'slim',
  setup: (build) => {
    for (const { path, contents } of GATHERERS) build.onLoad({ filter: path }, () => ({ contents }))
  },
}
