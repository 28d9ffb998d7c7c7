import { readFileSync } from 'node:fs'

export interface GoldenLine {
  readonly text: string
  readonly ids: readonly number[]
  /** All numbers of the vector, or its first ones. Undefined where it belongs to other ids. */
  readonly vector: readonly number[] | undefined
}

interface SharedLine {
  readonly text: string
  readonly tokens: readonly number[]
  readonly sentencepiece_tokens?: readonly number[]
  readonly vector: readonly number[]
}

function linesOf(file: string | URL): unknown[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line))
}

/** The sample in the repository, made by convert/golden_sample.py. */
export const SAMPLE = linesOf(new URL('golden-sample.jsonl', import.meta.url)) as readonly GoldenLine[]

/** The whole golden file, named by UPNEXT_MUSE_GOLDEN; undefined without it. */
const path = process.env['UPNEXT_MUSE_GOLDEN']

export const GOLDEN: readonly GoldenLine[] | undefined =
  path === undefined
    ? undefined
    : (linesOf(path) as SharedLine[]).map(({ text, tokens, sentencepiece_tokens: own, vector }) => ({
        text,
        ids: own ?? tokens,
        vector: own === undefined ? vector : undefined,
      }))

/** Passed to a test that needs the golden file: why it is skipped, or false. */
export const WITHOUT_GOLDEN = GOLDEN === undefined && 'set UPNEXT_MUSE_GOLDEN to the golden file to run this'
