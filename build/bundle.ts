import { rm } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join, relative } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { addresses, workerFile, type Addressed, type AddressBook } from './addresses.ts'
import { slim } from './slim.ts'
import { EXTERNAL, packageOf } from './packages.ts'

export interface Bundle {
  /** Sources of the project and of bundled packages, by path from the root. */
  readonly sources: readonly string[]
  /** Packages that it imports at run time. */
  readonly packages: readonly string[]
  /** Files and folders of the project that must lie beside it. */
  readonly assets: readonly string[]
}

export interface BundleOptions {
  readonly root: string
  /** Entry, by path from the root. */
  readonly entry: string
  readonly folder: string
  /** File name of the entry's bundle. */
  readonly name?: string
}

/** CommonJS packages inside an ES module ask for Node's own modules by `require`. */
const REQUIRE = "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);"

/** Bundles an entry and the workers that it starts, each with its own chunks: what is imported when needed stays apart. */
export async function bundle(options: BundleOptions): Promise<Bundle> {
  const { root, entry, folder, name = 'index.js' } = options
  const book: AddressBook = new Map()
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: entry, out: name.replace(/\.js$/, '') }],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: Object.keys(EXTERNAL).flatMap((pack) => [pack, `${pack}/*`]),
    banner: { js: REQUIRE },
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    logLevel: 'warning',
    plugins: [addresses(root, book), slim],
  })
  const outputs = await keepReachable(metafile, root, relative(root, join(folder, name)))
  const sources = outputs.flatMap(({ inputs }) => Object.keys(inputs))
  const addressed = sources.flatMap((source) => book.get(source) ?? [])
  const workers = await Promise.all(workersOf(addressed).map((path) => bundle({ root, entry: path, folder, name: workerFile(path) })))
  return together([
    {
      sources,
      packages: outputs.flatMap(({ imports }) => imports.filter(isPackage).map(({ path }) => packageOf(path))),
      assets: addressed.filter(({ kind }) => kind === 'asset').map(({ path }) => path),
    },
    ...workers,
  ])
}

type Output = Metafile['outputs'][string]

/** esbuild also writes what only code that was dropped would import: those files go again. */
async function keepReachable({ outputs }: Metafile, root: string, entry: string): Promise<Output[]> {
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path) || outputs[path] === undefined) return
    reached.add(path)
    for (const { path: imported, external } of outputs[path].imports) if (external !== true) visit(imported)
  }
  visit(entry)
  const dropped = Object.keys(outputs).filter((path) => !reached.has(path))
  await Promise.all(dropped.map((path) => rm(join(root, path))))
  return Array.from(reached).flatMap((path) => outputs[path] ?? [])
}

function isPackage({ path, external }: Output['imports'][number]): boolean {
  return external === true && !isBuiltin(path)
}

function workersOf(addressed: readonly Addressed[]): string[] {
  return unique(addressed.filter(({ kind }) => kind === 'worker').map(({ path }) => path))
}

function together(bundles: readonly Bundle[]): Bundle {
  return {
    sources: unique(bundles.flatMap(({ sources }) => sources)),
    packages: unique(bundles.flatMap(({ packages }) => packages)),
    assets: unique(bundles.flatMap(({ assets }) => assets)),
  }
}

function unique(items: readonly string[]): string[] {
  return Array.from(new Set(items)).sort()
}
