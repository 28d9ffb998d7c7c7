/** The names that Qdrant knows. A namespace keeps installations, and test runs, apart on one server. */
export interface Names {
  readonly registry: string
  readonly channels: string
  readonly signals: string
  readonly lists: string
  readonly viewers: string
  readonly artefacts: string
  videos(collection: string): string
  isVideos(name: string): boolean
  alias(alias: string): string
  isAlias(name: string): boolean
}

/** Different separators, so that no collection or alias can be called as a store of the adapter's own. */
export function namesIn(namespace: string): Names {
  return {
    registry: `${namespace}.registry`,
    channels: `${namespace}.channels`,
    signals: `${namespace}.signals`,
    lists: `${namespace}.signal-lists`,
    viewers: `${namespace}.viewers`,
    artefacts: `${namespace}.artefacts`,
    videos: (collection) => `${namespace}_${collection}`,
    isVideos: (name) => name.startsWith(`${namespace}_`),
    // Aliases may hold any character, names in Qdrant no `/` and no `:`.
    alias: (alias) => `${namespace}@${encodeURIComponent(alias)}`,
    isAlias: (name) => name.startsWith(`${namespace}@`),
  }
}
