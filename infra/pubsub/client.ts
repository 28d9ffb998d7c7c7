import { PubSub, v1 } from '@google-cloud/pubsub'

export interface PubsubOptions {
  /** Google Cloud project; empty takes that of the credentials. */
  readonly project: string
}

/**
 * The high-level client, for publishing. It connects with the first call.
 * @NOTE PUBSUB_EMULATOR_HOST sends it to an emulator, without credentials.
 */
export function createClient({ project }: PubsubOptions): PubSub {
  return new PubSub(project === '' ? {} : { projectId: project })
}

/** The low-level client of the same connection settings: the high-level one pulls by streams only, which do not end with the backlog. */
export function createSubscriber(client: PubSub): v1.SubscriberClient {
  return new v1.SubscriberClient(client.options as ConstructorParameters<typeof v1.SubscriberClient>[0])
}

/** A subscription's whole path. A topic's is made by the high-level client itself. */
export async function subscriptionPath(client: PubSub, name: string): Promise<string> {
  if (name.startsWith('projects/')) return name
  const project = client.options.projectId ?? (await client.auth.getProjectId())
  return `projects/${project}/subscriptions/${name}`
}
