import { readFile } from 'node:fs/promises'
import { dirname, extname, join, relative } from 'node:path'
import type { Plugin } from 'esbuild'

/** A file or folder that the code names by its address at run time, by its path in the project. */
export type Addressed = { readonly kind: 'worker'; readonly path: string } | { readonly kind: 'asset'; readonly path: string }

/** What each source file addresses. */
export type AddressBook = Map<string, readonly Addressed[]>

/** `new URL('./worker.ts', import.meta.url)`; of a template the folder before its first variable: `./schema/${file}`. */
const ADDRESS = /new URL\((?<quote>['`])(?<path>\.\.?\/(?:[^'`$]*\/)?(?:[^'`$/]+(?=\k<quote>))?)/g

/**
 * Sources find files beside them by `import.meta.url`. A bundle lies elsewhere, all of it in one folder: so the addresses become paths from the
 * project's root, which the build then fills (workers as entries of their own, assets as copies). What is found is written into `book`.
 */
export function addresses(root: string, book: AddressBook): Plugin {
  return {
    name: 'addresses',
    setup: (build) => {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (path.includes('/node_modules/')) return undefined
        const source = await readFile(path, 'utf8')
        if (!source.includes('import.meta.url')) return undefined
        const found: Addressed[] = []
        const contents = source.replace(ADDRESS, (_, quote: string, address: string) => {
          const target = addressedBy(relative(root, join(dirname(path), address)), address)
          found.push(target)
          return `new URL(${quote}./${target.kind === 'worker' ? workerFile(target.path) : target.path}`
        })
        book.set(relative(root, path), found)
        return { contents, loader: 'ts' }
      })
    },
  }
}

function addressedBy(path: string, address: string): Addressed {
  if (extname(address) === '.ts') return { kind: 'worker', path }
  return { kind: 'asset', path: address.endsWith('/') ? `${path}/` : path }
}

/** The name of a worker's bundle; flat, as every file of a bundle counts its addresses from the same folder. */
export function workerFile(path: string): string {
  return path.replaceAll('/', '-').replace(/\.ts$/, '.js')
}
