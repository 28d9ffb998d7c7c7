import { openEmbedders } from '#infra/adapters.ts'
import type { Config } from '#shared/config.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import { STATUS, type StatusReport } from '#shared/operations/status.ts'
import type { CliContext } from '../context.ts'
import { operate } from '../operate.ts'
import { NODE, WAREHOUSE } from './checks.ts'
import { ok, type Check, type Finding } from './check.ts'

/** Everything that a deployment on Google Cloud needs, from the settings to what they name. */
export const DEPLOYMENT_CHECKS: readonly Check[] = [
  NODE,
  { name: 'choices', run: choices },
  { name: 'project', run: project },
  { name: 'qdrant', run: qdrant },
  { name: 'secrets', run: secrets },
  { name: 'transcripts', run: transcripts },
  { name: 'viewers', run: viewers },
  WAREHOUSE,
  { name: 'pub/sub', run: pubsub },
  { name: 'installation', run: installation },
  { name: 'models', run: models },
]

const failed = (detail: string, fix: string): Finding => ({ status: 'fail', detail, fix })
const warned = (detail: string, fix: string): Finding => ({ status: 'warn', detail, fix })

function choices({ index, warehouse, events }: Config): Finding {
  const wrong = [
    ...(index === 'qdrant' ? [] : [`UPNEXT_INDEX=${index} (qdrant)`]),
    ...(warehouse === 'bigquery' ? [] : [`UPNEXT_WAREHOUSE=${warehouse} (bigquery)`]),
    ...(events === 'pubsub' ? [] : [`UPNEXT_EVENTS=${events} (pubsub)`]),
  ]
  if (wrong.length === 0) return ok('Qdrant, BigQuery and Pub/Sub')
  return failed(`a file on one instance is not shared: ${wrong.join(', ')}`, 'Set them to what stands in brackets.')
}

function project({ project: name, bigqueryEmulator }: Config): Finding {
  if (bigqueryEmulator !== undefined) return warned('BIGQUERY_EMULATOR_HOST is set: this is no deployment', 'Unset it.')
  return name === '' ? ok('that of the credentials') : ok(name)
}

/** A URL without a port means 443 or 80; Qdrant itself listens on 6333. */
function qdrant({ qdrantUrl, qdrantApiKey, operateUrl }: Config): Finding {
  const { protocol, hostname, host } = new URL(qdrantUrl)
  const named = /:\d+\/?$/.test(qdrantUrl)
  if (/^(localhost|127\.|\[::1\])/.test(hostname)) return failed(`${host} is the function itself`, 'Set UPNEXT_QDRANT_URL.')
  if (!named) return warned(`${qdrantUrl} names no port`, 'Name it in UPNEXT_QDRANT_URL: 6333, or that of the balancer.')
  if (qdrantApiKey === '' && operateUrl === undefined) return failed('no key for Qdrant', 'Set UPNEXT_QDRANT_API_KEY from its secret.')
  if (protocol === 'https:' || isPrivate(hostname)) return ok(qdrantUrl)
  return failed(`the key would travel in clear to ${host}`, 'Use https, or an address inside the network.')
}

function isPrivate(hostname: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(hostname) || /\.(internal|local)\.?$/.test(hostname) || !hostname.includes('.')
}

function secrets({ signingKeys, viewerKeys, operateUrl }: Config): Finding {
  if (operateUrl !== undefined) return ok('kept by the functions; the command line goes by way of operate')
  if (signingKeys.length === 0)
    return failed('no signing key: instances could not read each other’s cursors', 'Set UPNEXT_SIGNING_KEYS from its secret.')
  if (viewerKeys.length === 0)
    return failed('no key for pseudonyms: no feedback can be taken, no viewer erased', 'Set UPNEXT_VIEWER_KEYS from its secret.')
  return ok(`${signingKeys.length} signing key(s), ${viewerKeys.length} for pseudonyms; the first of each makes new ones`)
}

function transcripts({ transcriptFolder, transcriptBuckets: buckets }: Config): Finding {
  if (transcriptFolder !== undefined)
    return failed(`file:// transcripts are let in below ${transcriptFolder}`, 'Set UPNEXT_TRANSCRIPT_DIR=none.')
  if (buckets.length === 0)
    return warned('gs:// transcripts are all refused', 'Name their buckets in UPNEXT_TRANSCRIPT_BUCKETS, if there are any.')
  return ok(`gs:// transcripts from ${buckets.join(', ')}`)
}

function viewers({ regionHeader, operateUrl }: Config): Finding {
  if (operateUrl !== undefined) return ok('the functions know; the command line asks for nobody')
  if (regionHeader === '')
    return warned("a viewer's country is what the client says", 'Set UPNEXT_REGION_HEADER to the header of the load balancer.')
  return ok(`countries from ${regionHeader}`)
}

async function pubsub({
  events,
  project,
  topic,
  feedbackTopic,
  quarantineTopic,
  quarantineSubscription,
  deadLetterSubscription,
}: Config): Promise<Finding> {
  if (events !== 'pubsub') return ok('not in use')
  const { missingPlaces } = await import('#infra/pubsub/places.ts')
  const topics = [topic, feedbackTopic, quarantineTopic]
  const subscriptions = [quarantineSubscription, deadLetterSubscription]
  const missing = await missingPlaces({ project, topics, subscriptions })
  if (missing.length > 0) return failed(`missing: ${missing.join(', ')}`, 'Apply the Terraform configuration of this release.')
  return ok([...topics, ...subscriptions].join(', '))
}

async function installation(_: Config, context: CliContext): Promise<Finding> {
  const { registry, collections, warehouse } = await statusOf(context)
  const serving = registry.aliases[SERVING_ALIAS]
  if (serving === undefined) return failed('no collection serves', 'Make the first one: `upnext index create`.')
  return ok(`${serving} serves, ${collections.length} collection(s), ${warehouse.videos} videos in the warehouse`)
}

/** The models of the collections, each asked for one vector. */
async function models(config: Config, context: CliContext): Promise<Finding> {
  const { collections } = await statusOf(context)
  const names = Array.from(new Set(collections.map(({ recipe }) => recipe.model)))
  const embedders = openEmbedders(config)
  try {
    const found = await Promise.all(
      names.map(async (name) => (await embedders.lookup(name)).embed(['A short text that every model knows.'])),
    )
    return ok(names.map((name, at) => `${name}: ${found[at]?.[0]?.length ?? 0} numbers a vector`).join(', ') || 'none yet')
  } finally {
    await embedders.close()
  }
}

const statuses = new WeakMap<CliContext, Promise<StatusReport>>()

/** Asked once a run: where nobody answers, the tries take their time. */
function statusOf(context: CliContext): Promise<StatusReport> {
  const status = statuses.get(context) ?? operate(STATUS, {}, context)
  statuses.set(context, status)
  return status
}
