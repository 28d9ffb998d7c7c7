import { fileURLToPath } from 'node:url'
import type { Target } from './balancer.ts'
import { createService, freePort, listens, type Service } from './process.ts'

const FRAMEWORK = fileURLToPath(new URL('../../../node_modules/.bin/functions-framework', import.meta.url))

export type FunctionName = 'embed-video' | 'recommend' | 'search' | 'operate'

export type FunctionInstance = Service & Target & { readonly url: string }

/** An instance of a function in a process of its own, under the functions framework, as the platform runs it. */
export async function createFunction(target: FunctionName, env: Readonly<Record<string, string>>): Promise<FunctionInstance> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const signature = target === 'embed-video' ? 'cloudevent' : 'http'
  const source = fileURLToPath(new URL(`../../../functions/${target}/index.ts`, import.meta.url))
  const service = createService({
    name: target,
    command: process.execPath,
    args: [FRAMEWORK, `--target=${target}`, `--signature-type=${signature}`, `--source=${source}`, `--port=${port}`],
    env: { ...env, NODE_ENV: 'production' },
    // It listens once the function is loaded. A request might be taken for a message.
    isReady: () => listens(port),
  })
  return { ...service, port, url }
}
