import type { Config } from '#shared/config.ts'
import { UpnextError } from '#shared/errors.ts'
import type { BigQueryOptions } from './place.ts'

type Settings = Pick<Config, 'project' | 'dataset' | 'bigqueryLocation' | 'bigqueryEmulator' | 'bigqueryStorageEmulator'>

/** What the configuration says of BigQuery. @throws UpnextError `configuration` when neither it nor the credentials name a project. */
export async function optionsOf(settings: Settings): Promise<BigQueryOptions> {
  const { project, dataset, bigqueryLocation: location, bigqueryEmulator, bigqueryStorageEmulator } = settings
  const projectId = project === '' ? await projectOfCredentials() : project
  return { projectId, dataset, location, emulatorHost: bigqueryEmulator, storageEmulatorHost: bigqueryStorageEmulator }
}

async function projectOfCredentials(): Promise<string> {
  const { GoogleAuth } = await import('google-auth-library')
  return new GoogleAuth().getProjectId().catch((cause: unknown) => {
    throw new UpnextError('configuration', 'No Google Cloud project is named.', { cause, fix: 'Set UPNEXT_PROJECT.' })
  })
}
