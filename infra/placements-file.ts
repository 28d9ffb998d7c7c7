import { readFile } from 'node:fs/promises'
import type { Config } from '#shared/config.ts'
import { UpnextError } from '#shared/errors.ts'
import type { Placements } from '#shared/recommendation/request/placement-schema.ts'
import { PLACEMENTS, withPlacements } from '#shared/recommendation/request/placements.ts'

/**
 * The placements of this installation: the built-in ones, and those that are configured, in a file or as JSON in the setting itself.
 * @throws UpnextError `configuration` for a file that cannot be read, is not JSON, or has faults, all of them listed.
 */
export async function readPlacements({ placementsFile: path }: Pick<Config, 'placementsFile'>): Promise<Placements> {
  if (path === undefined) return PLACEMENTS
  if (path.trimStart().startsWith('{')) return withPlacements(parsed(path, 'UPNEXT_PLACEMENTS'))
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UpnextError('configuration', `The placements in ${path} cannot be read.`, { fix: 'Check UPNEXT_PLACEMENTS.', cause })
  })
  return withPlacements(parsed(text, path))
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UpnextError('configuration', `The placements in ${path} are not JSON.`, { fix: 'It takes {"name": {…}, …}.', cause })
  }
}
