import { openStores, type Stores } from '#infra/adapters.ts'
import { createTables } from '#infra/bigquery/create-tables.ts'
import { optionsOf } from '#infra/bigquery/options.ts'
import { placeOf } from '#infra/bigquery/place.ts'
import { toConfig, type Config } from '#shared/config.ts'
import { setUpIndex } from '#shared/index/set-up.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { temporaryFolder } from '#test/support/temporary.ts'
import { startBalancer } from './balancer.ts'
import { createFunction, type FunctionInstance, type FunctionName } from './functions.ts'
import { createServers, type Servers } from './servers.ts'
import { createTopics, isTakeDown } from './topics.ts'

/** A delivery that a function answered, as the balancer in front of it saw it. */
export interface Delivered {
  readonly data: string
  readonly status: number
  readonly takeDowns: boolean
}

export interface World {
  readonly env: Readonly<Record<string, string>>
  readonly config: Config
  readonly stores: Stores
  readonly servers: Servers
  readonly functions: Readonly<Record<'embed' | 'takeDown' | 'recommend' | 'search' | 'operate', readonly FunctionInstance[]>>
  close(): Promise<void>
}

/** Everything as in production, each function in processes of its own: Pub/Sub, embed-video, Qdrant and BigQuery, recommend, search, operate. */
export async function startWorld(onDelivered: (delivered: Delivered) => void = () => undefined): Promise<World> {
  const folder = await temporaryFolder()
  const servers = await createServers(folder.path)
  const end = async () => {
    await servers.stop()
    await folder.remove()
  }
  try {
    return await furnish(servers, end, onDelivered)
  } catch (error) {
    // What is left running would keep the test from ending, and so from telling.
    await end()
    throw error
  }
}

async function furnish(servers: Servers, end: () => Promise<void>, onDelivered: (delivered: Delivered) => void): Promise<World> {
  await servers.start()
  // The clients of this process take it from here.
  Object.assign(process.env, servers.env)
  const topics = await createTopics()
  const env = {
    ...servers.env,
    ...topics.env,
    UPNEXT_SIGNING_KEYS: 'a key of a test that is long enough',
    UPNEXT_INDEX_BUDGET_MS: '1500',
    UPNEXT_QDRANT_READ_TIMEOUT_MS: '5000',
    UPNEXT_LOG_LEVEL: 'warn',
  }
  const config = toConfig(env)
  await createTables(placeOf(await optionsOf(config)))
  const stores = await openStores(config)
  await setUpIndex(stores, DEFAULT_RECIPE, Date.now)
  const instances = (name: FunctionName, count: number) => Promise.all(Array.from({ length: count }, () => createFunction(name, env)))
  const functions = {
    embed: await instances('embed-video', 2),
    takeDown: await instances('embed-video', 1),
    recommend: await instances('recommend', 1),
    search: await instances('search', 1),
    operate: await instances('operate', 1),
  }
  const all = Object.values(functions).flat()
  await Promise.all(all.map((instance) => instance.start()))
  const observer = (takeDowns: boolean) => (body: Buffer, status: number) => onDelivered({ data: dataOf(body), status, takeDowns })
  const balancers = await Promise.all([
    startBalancer(functions.embed, observer(false)), // @NOTE The emulator keeps a subscription's filter and does not apply it.
    startBalancer(functions.takeDown, observer(true), (body) => isTakeDown(messageIn(body).attributes ?? {})),
  ])
  await topics.subscribe({ all: balancers[0].url, takeDowns: balancers[1].url })
  const close = async () => {
    // An emulator that is gone must not keep the rest from ending.
    const topicsClosed = topics.close()
    await Promise.allSettled([topicsClosed])
    await Promise.all([...balancers.map((balancer) => balancer.close()), ...all.map((instance) => instance.stop('SIGKILL'))])
    await stores.close()
    await end()
    await topicsClosed
  }
  return { env, config, stores, servers, functions, close }
}

/** The message's data inside a push. */
function dataOf(body: Buffer): string {
  return Buffer.from(messageIn(body).data, 'base64').toString()
}

function messageIn(body: Buffer) {
  const { message } = JSON.parse(body.toString()) as { message: { data: string; attributes?: Record<string, string> } }
  return message
}
