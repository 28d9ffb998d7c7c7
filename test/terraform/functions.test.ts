import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { SETTINGS } from '#shared/config.ts'
import functions from '../../terraform/functions.json' with { type: 'json' }

interface Deployment {
  readonly folder: string
  readonly entryPoint: string
  readonly feature?: string
  readonly settings: readonly string[]
  readonly secrets: Readonly<Record<string, string>>
}

const DEPLOYMENTS: Readonly<Record<string, Deployment>> = functions
const LIVE = Object.entries(DEPLOYMENTS).filter(([, { feature }]) => feature === undefined)
const KNOWN = new Set<string>(Object.values(SETTINGS).map(({ env }) => env))

/** What a deployment has no use for, and why. */
const NOT_DEPLOYED: Readonly<Record<string, string>> = {
  BIGQUERY_EMULATOR_HOST: 'of tests',
  BIGQUERY_STORAGE_EMULATOR_HOST: 'of tests',
  PORT: 'the platform sets it',
  UPNEXT_CATALOGUE: 'of npm start',
  UPNEXT_EVENT_TIMEOUT_S: 'the default is the most that a function may be given',
  UPNEXT_FEEDBACK_RATE: 'the default serves',
  UPNEXT_HOST: 'of npm start',
  UPNEXT_OPERATE_URL: 'of the command line',
  UPNEXT_PLACEMENTS: 'the built-in ones serve; a file of editors is added to the bundle',
  UPNEXT_REFRESH_SECONDS: 'of npm start',
  UPNEXT_PUSH_URL: 'of the embedded product',
  UPNEXT_SQLITE_PATH: 'of the embedded product',
  UPNEXT_SQLITE_READERS: 'of the embedded product',
  UPNEXT_QDRANT_CONNECTION_AGE_S: 'the default serves',
  UPNEXT_QDRANT_HNSW_EF: 'the default serves',
  UPNEXT_QDRANT_READ_TIMEOUT_MS: 'the default serves',
  UPNEXT_QDRANT_TIMEOUT_MS: 'the default serves',
}

/** Names that a function's code registers with the framework. */
function registered(folder: string): string[] {
  const source = readFileSync(`functions/${folder}/index.ts`, 'utf8')
  return Array.from(source.matchAll(/^(?:http|cloudEvent)\('([^']+)'/gm), ([, name = '']) => name)
}

function localSettings(): string[] {
  const block = /\n {2}settings = \{\n([^]*?)\n {2}\}/.exec(readFileSync('terraform/locals.tf', 'utf8'))?.[1] ?? ''
  return Array.from(block.matchAll(/^ {4}(\w+) +=/gm), ([, name = '']) => name)
}

describe('functions in Terraform', () => {
  for (const [name, { folder, entryPoint, settings, secrets }] of LIVE) {
    it(`${name} runs an entry point that its code registers`, () => {
      assert.deepEqual(registered(folder), [entryPoint])
    })

    it(`${name} gets variables that the code's configuration knows`, () => {
      const names = [...settings, ...Object.keys(secrets)]
      assert.deepEqual(
        names.filter((one) => !KNOWN.has(one)),
        [],
      )
      assert.equal(new Set(names).size, names.length, 'a variable is set twice')
    })
  }

  it('every function of the code is deployed', () => {
    const folders = globSync('functions/*/index.ts').map((path) => path.split('/')[1])
    assert.deepEqual(folders.filter((folder) => !LIVE.some(([, deployment]) => deployment.folder === folder)).sort(), [])
    assert.ok(folders.length >= 4)
  })

  it('what is switched off has no code yet', () => {
    const off = Object.values(DEPLOYMENTS).filter(({ feature }) => feature !== undefined)
    assert.deepEqual(
      off.filter(({ folder }) => existsSync(`functions/${folder}/index.ts`)),
      [],
      'its code is there: take the feature out of terraform/functions.json',
    )
  })

  it('every setting is deployed or has a reason not to be', () => {
    const deployed = new Set(Object.values(DEPLOYMENTS).flatMap(({ settings, secrets }) => [...settings, ...Object.keys(secrets)]))
    assert.deepEqual(
      Array.from(KNOWN)
        .filter((env) => !deployed.has(env) && NOT_DEPLOYED[env] === undefined)
        .sort(),
      [],
      'give it to the functions that read it (terraform/functions.json, terraform/locals.tf), or say above why none does',
    )
  })

  it('every named setting has a value in Terraform, and no other does', () => {
    const named = new Set(Object.values(DEPLOYMENTS).flatMap(({ settings }) => settings))
    assert.deepEqual(localSettings().sort(), Array.from(named).sort())
  })
})
