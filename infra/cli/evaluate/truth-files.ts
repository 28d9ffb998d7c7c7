import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { UpnextError } from '#shared/errors.ts'
import { readGroundTruth, type GroundTruth } from '#shared/evaluation/ground-truth.ts'

/** A file of related ids, read before the catalogue is built: a wrong path should not cost minutes. */
export interface TruthFile {
  readonly name: string
  readonly json: unknown
}

/** @throws UpnextError `configuration` for a file that cannot be read or is not JSON. */
export async function readTruthFile(path: string): Promise<TruthFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UpnextError('configuration', `${path} cannot be read.`, { fix: 'Check the path.', cause })
  })
  try {
    return { name: basename(path, '.json'), json: JSON.parse(text) }
  } catch (cause) {
    throw new UpnextError('configuration', `${path} is not JSON.`, { fix: 'It takes one object {"seedId": ["relatedId", …]}.', cause })
  }
}

/** The first seeds of a ground truth that a catalogue knows. @throws UpnextError `configuration`, as `readGroundTruth`. */
export function groundTruthOf({ name, json }: TruthFile, catalogue: ReadonlySet<string>, limit: number): GroundTruth {
  const truth = readGroundTruth(name, json, catalogue)
  return { ...truth, related: new Map([...truth.related].slice(0, limit)) }
}
