/**
 * Whether a video's side on its subject can be told from a vector: sentences for and against twelve subjects in eight languages, placed by axes
 * that were made without the subject that is judged, by two poles named in words, and by two examples of each side.
 *
 *     npm run bench:stance
 */
import { openEmbedders } from '#infra/adapters.ts'
import { loadConfig } from '#shared/config.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import type { Interval } from '#shared/evaluation/interval.ts'
import { dot } from '#shared/index/identity/sketch.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { printTable } from './report.ts'
import { meanDifference, ridge, unit } from './stance/axes.ts'
import type { Said } from './stance/axes.ts'
import { aucWithin, labelledWithin } from './stance/judge.ts'
import type { Judged } from './stance/judge.ts'
import { readSaid, readSubjects } from './stance/sentences.ts'
import type { Subjects } from './stance/sentences.ts'

/** A sentence as near as that to an example is its translation, and would be placed by that alone. */
const TRANSLATION = 0.5

/** Undefined where the sentence cannot be judged fairly. */
type Place = (one: Said) => number | undefined

/** On the axis that all other subjects give. */
function byOtherSubjects(said: readonly Said[], fit: (others: readonly Said[]) => Float32Array): Place {
  const subjects = Array.from(new Set(said.map(({ subject }) => subject)))
  const axes = new Map(subjects.map((name) => [name, fit(said.filter(({ subject }) => subject !== name))]))
  return ({ subject, residual }) => dot(residual, axes.get(subject) ?? new Float32Array())
}

async function byPoles(subjects: Subjects, embedder: Embedder): Promise<Place> {
  const axes = new Map<string, Float32Array>()
  for (const [name, { poles }] of Object.entries(subjects)) {
    const [pro = new Float32Array(), contra = new Float32Array()] = await embedder.embed([...poles])
    axes.set(name, unit(pro.map((value, i) => value - (contra[i] ?? 0))))
  }
  return ({ subject, residual }) => dot(residual, axes.get(subject) ?? new Float32Array())
}

/** On the axis of a subject's open sentences in another language: English, or German for those in English. */
function byExamples(said: readonly Said[]): Place {
  return (one) => {
    const spoken = one.language === 'en' ? 'de' : 'en'
    const examples = said.filter(({ subject, language, reversed }) => subject === one.subject && language === spoken && !reversed)
    if (one.language === spoken || examples.some(({ vector }) => dot(vector, one.vector) > TRANSLATION)) return undefined
    return dot(one.residual, meanDifference(examples))
  }
}

const shown = ({ mean, low, high }: Interval): string => `${mean.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`

async function main(): Promise<void> {
  const embedders = openEmbedders(loadConfig())
  const embedder = await embedders.lookup(DEFAULT_RECIPE.model)
  const subjects = await readSubjects()
  const said = await readSaid(subjects, embedder)
  const places: Readonly<Record<string, Place>> = {
    'other subjects: means': byOtherSubjects(said, meanDifference),
    'other subjects: ridge': byOtherSubjects(said, (others) => ridge(others, 3)),
    'means, fitted where tone agrees': byOtherSubjects(said, (others) => meanDifference(others.filter(({ reversed }) => !reversed))),
    'poles in English': await byPoles(subjects, embedder),
    'two examples a side': byExamples(said),
  }
  await embedders.close()
  const row = (name: string, chosen: readonly Said[], measure: (judged: readonly Judged[]) => Interval) => [
    name,
    ...Object.values(places).map((place) => shown(measure(chosen.flatMap((one) => placed(one, place(one)))))),
  ]
  const languages = Array.from(new Set(said.map(({ language }) => language)))
  console.log(
    `${said.length} sentences on ${Object.keys(subjects).length} subjects: AUC within subjects, mean and 95 % interval over subjects.`,
  )
  printTable(
    ['placed by', ...Object.keys(places)],
    [
      ...languages.map((spoken) =>
        row(
          spoken,
          said.filter(({ language }) => language === spoken),
          aucWithin,
        ),
      ),
      row('all', said, aucWithin),
      row(
        'tone and side agree',
        said.filter(({ reversed }) => !reversed),
        aucWithin,
      ),
      row(
        'tone against side',
        said.filter(({ reversed }) => reversed),
        aucWithin,
      ),
      row('right labels, bolder half', said, labelledWithin),
    ],
  )
}

function placed({ subject, side }: Said, score: number | undefined): Judged[] {
  return score === undefined ? [] : [{ subject, side, score }]
}

await main()
