import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { partOf, versionOf, type Lock } from './lock.ts'

interface ProjectManifest {
  readonly version: string
  readonly license: string
  readonly engines: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}

/** The runtime itself brings glibc, Linux and this processor: binaries for others would only make the image larger. */
const PRUNE_ONNX = 'cd node_modules/onnxruntime-node/bin/napi-v6 && rm -rf darwin win32 linux/arm64'

/** Writes package.json, package-lock.json and .npmrc of a function: the packages that its bundle imports, at the project's versions. */
export async function writeManifest(root: string, folder: string, name: string, packages: readonly string[]): Promise<void> {
  const [project, lock] = await Promise.all([readJson<ProjectManifest>(root, 'package.json'), readJson<Lock>(root, 'package-lock.json')])
  const { version, license, engines, allowScripts } = project
  const dependencies = Object.fromEntries(packages.map((dependency) => [dependency, versionOf(lock, dependency)]))
  const identity = { name: `upnext-${name}`, version, license }
  const installing = packages.includes('onnxruntime-node') ? { scripts: { 'gcp-build': PRUNE_ONNX }, allowScripts } : { allowScripts }
  const manifest = { ...identity, private: true, type: 'module', main: 'index.js', engines, ...installing, dependencies }
  const locked = { '': { ...identity, engines, dependencies }, ...partOf(lock, packages) }
  await Promise.all([
    writeJson(folder, 'package.json', manifest),
    writeJson(folder, 'package-lock.json', { name: identity.name, version, lockfileVersion: 3, requires: true, packages: locked }),
    writeFile(join(folder, '.npmrc'), await readFile(join(root, '.npmrc'))),
  ])
}

async function readJson<T>(folder: string, file: string): Promise<T> {
  return JSON.parse(await readFile(join(folder, file), 'utf8')) as T
}

async function writeJson(folder: string, file: string, value: unknown): Promise<void> {
  await writeFile(join(folder, file), `${JSON.stringify(value, null, 2)}\n`)
}
