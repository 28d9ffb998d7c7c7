import { z } from 'zod'
import { keepBodiesOutOfLog } from './body-faults.ts'
import { UpnextError } from './errors.ts'

/** One setting: the environment variable, what it is for (README and .env.example show it), its default and its form. */
interface Setting<T> {
  readonly env: string
  readonly why: string
  readonly fallback: string
  readonly form: z.ZodType<T, string>
}

const setting = <T>(env: string, fallback: string, why: string, form: z.ZodType<T, string>): Setting<T> => ({ env, fallback, why, form })
const text = z.string()
const folder = text.transform((value) => (value === 'none' ? undefined : value))
const pubsubName = text.regex(
  /^(?:projects\/[^/]+\/(?:topics|subscriptions)\/)?[A-Za-z][\w.~+%-]{2,254}$/,
  'takes a name or a whole path of Pub/Sub',
)
const unset = z.literal('').transform(() => undefined)
const list = z.string().transform((value) => splitList(value))
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `takes a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min, `takes ${min} to ${max}`).max(max, `takes ${min} to ${max}`))

const share = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/, 'takes a number from 0 to 1')
  .transform(Number)
  .pipe(z.number().max(1, 'takes a number from 0 to 1'))

/** Every choice that an installation has. */
export const SETTINGS = {
  port: setting('PORT', '8080', 'Port of the server that `npm start` runs; 0 takes any free one.', whole(0, 65535)),
  host: setting(
    'UPNEXT_HOST',
    '127.0.0.1',
    'Address that the server of `npm start` listens on; 0.0.0.0 lets other machines in, who may publish events too.',
    text,
  ),
  logLevel: setting(
    'UPNEXT_LOG_LEVEL',
    'info',
    'Least severe log lines that are written: debug, info, warn or error.',
    z.enum(['debug', 'info', 'warn', 'error']),
  ),
  index: setting('UPNEXT_INDEX', 'sqlite', 'Which index holds the vectors and signals: sqlite or qdrant.', z.enum(['sqlite', 'qdrant'])),
  qdrantUrl: setting(
    'UPNEXT_QDRANT_URL',
    'http://localhost:6333',
    "Address of Qdrant's REST API.",
    z.url({ protocol: /^https?$/, error: 'takes an http or https URL' }),
  ),
  qdrantApiKey: setting(
    'UPNEXT_QDRANT_API_KEY',
    '',
    'Key for Qdrant: one that may only read for recommend and search, one that may write for everything else.',
    text,
  ),
  qdrantReadTimeoutMs: setting(
    'UPNEXT_QDRANT_READ_TIMEOUT_MS',
    '1000',
    "Milliseconds for a read of Qdrant; a request's own budget may end before.",
    whole(10, 60_000),
  ),
  qdrantTimeoutMs: setting(
    'UPNEXT_QDRANT_TIMEOUT_MS',
    '10000',
    'Milliseconds for a write to Qdrant, and for making collections.',
    whole(100, 600_000),
  ),
  qdrantConnectionAgeS: setting(
    'UPNEXT_QDRANT_CONNECTION_AGE_S',
    '300',
    'Seconds after which connections to Qdrant are made anew, so that a balancer can spread them.',
    whole(1, 86_400),
  ),
  qdrantShards: setting('UPNEXT_QDRANT_SHARDS', '1', 'Shards of collections that are made from now on.', whole(1, 100)),
  qdrantReplicas: setting('UPNEXT_QDRANT_REPLICAS', '1', 'Copies of each shard of collections that are made from now on.', whole(1, 10)),
  qdrantHnswEf: setting(
    'UPNEXT_QDRANT_HNSW_EF',
    '128',
    "Nodes of Qdrant's graph that a search keeps in view: more find more and take longer.",
    whole(16, 1024),
  ),
  warehouse: setting(
    'UPNEXT_WAREHOUSE',
    'sqlite',
    'Which warehouse keeps documents and vectors: sqlite or bigquery.',
    z.enum(['sqlite', 'bigquery']),
  ),
  dataset: setting(
    'UPNEXT_DATASET',
    'upnext',
    'BigQuery dataset of the warehouse.',
    z.string().regex(/^\w{1,1024}$/, 'takes letters, digits and underscores'),
  ),
  bigqueryLocation: setting('UPNEXT_BIGQUERY_LOCATION', 'EU', 'Location of the dataset, as EU or europe-west1.', text.min(1)),
  bigqueryEmulator: setting(
    'BIGQUERY_EMULATOR_HOST',
    '',
    'REST address of a BigQuery emulator, its path included; empty is the real service.',
    z.union([unset, z.url()]),
  ),
  bigqueryStorageEmulator: setting(
    'BIGQUERY_STORAGE_EMULATOR_HOST',
    '',
    "Storage API of that emulator, as host:port; empty takes the port ten above the REST address's.",
    z.union([unset, text]),
  ),
  sqlitePath: setting('UPNEXT_SQLITE_PATH', '.upnext/upnext.db', 'The database file of the embedded product.', text.min(1)),
  sqliteReaders: setting('UPNEXT_SQLITE_READERS', '2', 'Threads that read the database file, at most.', whole(1, 32)),
  transcriptFolder: setting(
    'UPNEXT_TRANSCRIPT_DIR',
    'examples/transcripts',
    'Folder below which file:// transcript addresses may lie; none refuses all of them.',
    folder,
  ),
  transcriptBuckets: setting(
    'UPNEXT_TRANSCRIPT_BUCKETS',
    '',
    'Cloud Storage buckets, by commas, that gs:// transcript addresses may name; empty refuses all of them.',
    list,
  ),
  catalogue: setting(
    'UPNEXT_CATALOGUE',
    'examples/catalogue',
    'Folder of event files (.jsonl) that `npm start` publishes to itself; none publishes nothing.',
    folder,
  ),
  pushUrl: setting(
    'UPNEXT_PUSH_URL',
    'local',
    'Where `upnext publish` and `upnext replay` deliver events in embedded mode; local is the server of `npm start` on PORT.',
    z.union([z.literal('local'), z.url()]),
  ),
  events: setting(
    'UPNEXT_EVENTS',
    'push',
    'How events travel and where messages wait that were set aside: push (to UPNEXT_PUSH_URL; the database file) or pubsub.',
    z.enum(['push', 'pubsub']),
  ),
  project: setting('UPNEXT_PROJECT', '', "Google Cloud project; empty takes that of the process's credentials.", text),
  topic: setting('UPNEXT_TOPIC', 'upnext-videos', 'Pub/Sub topic of the events, by name or whole path.', pubsubName),
  feedbackTopic: setting('UPNEXT_FEEDBACK_TOPIC', 'upnext-feedback', 'Pub/Sub topic of what viewers see, click and watch.', pubsubName),
  quarantineTopic: setting(
    'UPNEXT_QUARANTINE_TOPIC',
    'upnext-quarantine',
    'Pub/Sub topic for messages that can never succeed.',
    pubsubName,
  ),
  quarantineSubscription: setting(
    'UPNEXT_QUARANTINE_SUBSCRIPTION',
    'upnext-quarantine-replay',
    'Pull subscription on the quarantine topic, from which `upnext replay` reads.',
    pubsubName,
  ),
  deadLetterSubscription: setting(
    'UPNEXT_DEAD_LETTER_SUBSCRIPTION',
    'upnext-dead-letters-replay',
    'Pull subscription on the dead-letter topic of the push subscriptions, from which `upnext replay` reads.',
    pubsubName,
  ),
  operateUrl: setting(
    'UPNEXT_OPERATE_URL',
    'none',
    'Address of the function operate, which does the steps of `upnext index`, `status`, `replay` inside the network; none does them from here.',
    z.union([z.literal('none').transform(() => undefined), z.url()]),
  ),
  vertexLocation: setting(
    'UPNEXT_VERTEX_LOCATION',
    'europe-west1',
    'Region of Vertex AI, or global, for recipes whose model is one of its.',
    text.regex(/^[a-z]+[a-z0-9-]*$/, 'takes a region such as europe-west1, or global'),
  ),
  embedThreads: setting('UPNEXT_EMBED_THREADS', '1', 'Threads that one run of the model uses.', whole(1, 64)),
  eventTimeoutS: setting(
    'UPNEXT_EVENT_TIMEOUT_S',
    '540',
    'Seconds that the handling of one event takes at most, as the function embed-video is limited: so long a new collection waits for stragglers.',
    whole(0, 3600),
  ),
  batchWindowMs: setting(
    'UPNEXT_BATCH_WINDOW_MS',
    '3',
    'Milliseconds that a call to the model waits for others to share its batch.',
    whole(0, 1000),
  ),
  indexBudgetMs: setting(
    'UPNEXT_INDEX_BUDGET_MS',
    '120',
    'Milliseconds that a request waits for the index before the lower tiers answer.',
    whole(1, 60_000),
  ),
  querySample: setting(
    'UPNEXT_QUERY_SAMPLE',
    '0.001',
    'Share of the requests about a video that recommend logs with their answers (`query.sampled`), 0 to 1: no viewer, no history, no text.',
    share,
  ),
  placementsFile: setting(
    'UPNEXT_PLACEMENTS',
    'none',
    'File of placements (or their JSON itself, beginning with `{`) beside the built-in ones, with experiments and what editors pin, hide and boost; none: the built-in ones alone.',
    folder,
  ),
  signingKeys: setting(
    'UPNEXT_SIGNING_KEYS',
    '',
    'Secrets that sign cursors and shelf ids, by commas, 16 characters or more each: the first signs, all verify. Embedded mode makes one of its own.',
    list.refine((keys) => keys.every((key) => key.length >= 16), 'takes secrets of at least 16 characters'),
  ),
  coWatchDays: setting('UPNEXT_CO_WATCH_DAYS', '90', 'Days of watches that co-watch looks back over.', whole(1, 400)),
  coWatchDamping: setting(
    'UPNEXT_CO_WATCH_DAMPING',
    '0.3',
    "How much a video's popularity speaks against it in co-watch, 0 to 1: more damps the loop in which what is shown is watched is shown.",
    share,
  ),
  trendingOwnTier: setting(
    'UPNEXT_TRENDING_OWN_TIER',
    '0.5',
    'What views that trending and latest themselves brought count in trending, 0 to 1: less damps that loop.',
    share,
  ),
  refreshSeconds: setting(
    'UPNEXT_REFRESH_SECONDS',
    '60',
    'Seconds between two refreshes of co-watch and trending by `npm start`; 0 leaves them to `upnext refresh`.',
    whole(0, 86_400),
  ),
  viewerKeys: setting(
    'UPNEXT_VIEWER_KEYS',
    '',
    'Secrets that make pseudonyms of viewers, by commas, 16 characters or more each: the first hashes; keep the others for erasing. Embedded mode makes one of its own.',
    list.refine((keys) => keys.every((key) => key.length >= 16), 'takes secrets of at least 16 characters'),
  ),
  feedbackDays: setting('UPNEXT_FEEDBACK_DAYS', '400', 'Days that feedback is kept.', whole(1, 4000)),
  feedbackRate: setting(
    'UPNEXT_FEEDBACK_RATE',
    '50',
    'Events a second that one address may send to one instance, over time; 0 counts none.',
    whole(0, 100_000),
  ),
  corsOrigins: setting('UPNEXT_CORS_ORIGINS', '', 'Origins, by commas, whose pages may read the answers; * for any.', list),
  regionHeader: setting(
    'UPNEXT_REGION_HEADER',
    '',
    "Request header in which the load balancer writes the viewer's country; empty where there is none and the client's word counts.",
    text,
  ),
} as const

type Settings = typeof SETTINGS
export type Config = { readonly [K in keyof Settings]: Settings[K] extends Setting<infer T> ? T : never }

/**
 * The configuration that an environment describes; a variable that is missing or empty takes its default.
 * @throws UpnextError `configuration` that lists every fault at once, without the values.
 */
export function toConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = []
  const entries = Object.entries(SETTINGS).map(([name, { env: variable, fallback, form }]) => {
    const result = form.safeParse(env[variable] === undefined || env[variable] === '' ? fallback : env[variable])
    if (!result.success) faults.push(`${variable}: ${result.error.issues.map(({ message }) => message).join(', ')}`)
    return [name, result.data]
  })
  if (faults.length === 0) return Object.fromEntries(entries) as Config
  throw new UpnextError('configuration', `The configuration has ${faults.length} fault(s): ${faults.join('; ')}`, {
    fix: 'Correct the named environment variables; .env.example says what each takes.',
  })
}

/** Where events are pushed: the path names a topic, as the framework expects of a push subscription. */
export function eventsUrl({ pushUrl, port }: Pick<Config, 'pushUrl' | 'port'>): string {
  return pushUrl === 'local' ? `http://127.0.0.1:${port}/events/projects/upnext/topics/videos` : pushUrl
}

/** The place where events go, as a name. */
export function destinationOf(config: Pick<Config, 'events' | 'project' | 'topic' | 'pushUrl' | 'port'>): string {
  return config.events === 'push' ? eventsUrl(config) : `pubsub:${config.project}/${config.topic}`
}

/** Whether anything is kept in the database file. */
export function usesSqlite({ index, warehouse, events }: Pick<Config, 'index' | 'warehouse' | 'events'>): boolean {
  return new Set<string>([index, warehouse]).has('sqlite') || events === 'push'
}

/** The configuration of this process. */
export function loadConfig(): Config {
  return toConfig(process.env)
}

/**
 * Makes the functions framework and Express answer faults without stack traces or messages, and log them without the request's body.
 * @NOTE Both read NODE_ENV, the latter when its app is made: call this before.
 */
export function hideFrameworkDetails(): void {
  process.env['NODE_ENV'] ??= 'production'
  keepBodiesOutOfLog()
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
