/** What this build reads of a lock file of version 3. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

export interface LockedPackage {
  readonly version?: string
  readonly dev?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** The version that the project has of a package that it depends on. @throws Error for any other package. */
export function versionOf(lock: Lock, name: string): string {
  const version = lock.packages[`node_modules/${name}`]?.version
  if (version === undefined) throw new Error(`package-lock.json has no ${name}: add it to the dependencies.`)
  return version
}

/** The part of the project's lock file that some of its dependencies need (none of it is marked as for development), so that a function gets the very versions that were tested. */
export function partOf(lock: Lock, names: readonly string[]): Record<string, LockedPackage> {
  const kept = new Map<string, LockedPackage>()
  const visit = (name: string, from: string): void => {
    const path = locate(lock, name, from)
    const found = path === undefined ? undefined : lock.packages[path]
    if (path === undefined || found === undefined || kept.has(path)) return
    kept.set(path, found)
    for (const needed of neededBy(found)) visit(needed, path)
  }
  for (const name of names) visit(name, '')
  return Object.fromEntries(Array.from(kept).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Where Node finds a package: in the nearest node_modules on the way up. */
function locate({ packages }: Lock, name: string, from: string): string | undefined {
  const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (packages[path] !== undefined || from === '') return packages[path] && path
  return locate({ packages }, name, from.includes('/node_modules/') ? from.slice(0, from.lastIndexOf('/node_modules/')) : '')
}

function neededBy({ dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} }: LockedPackage): string[] {
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true)
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
}
