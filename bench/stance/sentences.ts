import { readFile } from 'node:fs/promises'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { meanOf, unit } from './axes.ts'
import type { Said } from './axes.ts'

/** Sentences by language. */
type Side = Readonly<Record<string, readonly string[]>>
interface Sides {
  readonly for: Side
  readonly against: Side
}

/** By subject; the poles name its two sides in English. */
export type Subjects = Readonly<Record<string, Sides & { readonly poles: readonly [string, string] }>>

export async function readSubjects(): Promise<Subjects> {
  return (await readJson('sentences.json')) as Subjects
}

/** All sentences on all subjects, those in the reversed tone too. */
export async function readSaid(subjects: Subjects, embedder: Embedder): Promise<readonly Said[]> {
  const reversed = (await readJson('reversed.json')) as Readonly<Record<string, Sides>>
  const all = await Promise.all(
    Object.entries(subjects).map(async ([subject, sides]) => {
      const lines = [...linesOf(sides, false), ...linesOf(reversed[subject], true)]
      const vectors = await embedder.embed(lines.map(({ text }) => text))
      const mean = meanOf(vectors)
      return lines.map(({ language, side, reversed: isReversed }, i) => {
        const vector = vectors[i] ?? mean
        return { subject, language, side, reversed: isReversed, vector, residual: unit(vector.map((value, k) => value - (mean[k] ?? 0))) }
      })
    }),
  )
  return all.flat()
}

function linesOf(sides: Sides | undefined, reversed: boolean) {
  return ([1, -1] as const).flatMap((side) =>
    Object.entries((side === 1 ? sides?.for : sides?.against) ?? {}).flatMap(([language, texts]) =>
      texts.map((text) => ({ language, side, reversed, text })),
    ),
  )
}

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`./${name}`, import.meta.url), 'utf8'))
}
