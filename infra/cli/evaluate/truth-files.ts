import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { UpnextError } from '#shared/errors.ts'
import { judgedTruth, readGroundTruth, type GroundTruth } from '#shared/evaluation/ground-truth.ts'
import { readJudgements, type Judgement } from '#shared/evaluation/judgement.ts'

/** A file of related ids, read before the catalogue is built: a wrong path should not cost minutes. */
export interface TruthFile {
  readonly name: string
  readonly json: unknown
  /** In place of `json`, where the file is what `upnext label` wrote. */
  readonly judgements?: readonly Judgement[]
}

/** @throws UpnextError `configuration` for a file that cannot be read or is not JSON. */
export async function readTruthFile(path: string): Promise<TruthFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UpnextError('configuration', `${path} cannot be read.`, { fix: 'Check the path.', cause })
  })
  if (path.endsWith('.jsonl')) return { name: basename(path, '.jsonl'), json: undefined, judgements: judgementsOf(path, text) }
  try {
    return { name: basename(path, '.json'), json: JSON.parse(text) }
  } catch (cause) {
    throw new UpnextError('configuration', `${path} is not JSON.`, { fix: 'It takes one object {"seedId": ["relatedId", …]}.', cause })
  }
}

/** The first seeds of a ground truth that a catalogue knows. @throws UpnextError `configuration`, as `readGroundTruth`. */
export function groundTruthOf({ name, json, judgements }: TruthFile, catalogue: ReadonlySet<string>, limit: number): GroundTruth {
  const truth = judgements === undefined ? readGroundTruth(name, json, catalogue) : judgedTruth(name, judgements, catalogue)
  return { ...truth, related: new Map([...truth.related].slice(0, limit)) }
}

function judgementsOf(path: string, text: string): readonly Judgement[] {
  try {
    return readJudgements(text)
  } catch (cause) {
    throw new UpnextError('configuration', `${path} holds something else than judgements.`, {
      fix: 'It takes what `upnext label` wrote.',
      cause,
    })
  }
}
