import type { GroundTruth } from '#shared/evaluation/ground-truth.ts'
import type { LabelledPair } from '#shared/evaluation/calibration/labelled-pair.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { rankCandidates } from '#shared/recommendation/rank/candidates.ts'
import type { CliContext } from '../context.ts'
import { byVector, byWords, candidateReader, type FoundCandidates } from '../evaluate/rankers.ts'
import type { TrialProduct } from '../evaluate/trial-product.ts'
import { startProgress } from '../terminal/progress.ts'

/** What a viewer may see of a seed's candidates. */
const DEPTH = 50

/**
 * The best candidates of every labelled seed as labelled pairs: once with vectors, and once as if there were none, since words alone have a curve of
 * their own.
 */
export async function collectPairs(
  product: TrialProduct,
  truths: readonly GroundTruth[],
  context: CliContext,
): Promise<readonly LabelledPair[]> {
  const { stderr, signal, clock } = context
  const seeds = Array.from(new Set(truths.flatMap(({ related, judged = related }) => [...judged.keys()])))
  const readers = [byVector, byWords].map((content) => candidateReader(product, clock, content))
  const progress = startProgress(stderr, { label: 'pairs', unit: 'seeds', total: seeds.length })
  const pairs: LabelledPair[] = []
  try {
    for (const [place, id] of seeds.entries()) {
      signal.throwIfAborted()
      for (const found of await Promise.all(readers.map((read) => read(id)))) {
        if (found !== undefined) pairs.push(...truths.flatMap((truth) => labelled(found, truth, product.recipe)))
      }
      progress.update(place + 1, place + 1)
    }
  } finally {
    progress.stop()
  }
  return pairs
}

/** Nothing for a seed that the ground truth does not speak of. */
function labelled({ seed, match, found }: FoundCandidates, { name, related, judged }: GroundTruth, recipe: Recipe): LabelledPair[] {
  const labels = related.get(seed.id) ?? new Set()
  const known = judged?.get(seed.id)
  if (labels.size === 0 && known === undefined) return []
  const scores = new Map(found.map((candidate) => [candidate.id, match(candidate)]))
  const best = rankCandidates(found, seed.ranking.mix, recipe, {}, match).slice(0, DEPTH)
  const said = best.filter(({ id }) => judged === undefined || known?.has(id) === true)
  return said.map(({ id, ranking }) => {
    const { cosine, words = 0, otherLanguage = false } = scores.get(id) ?? {}
    return {
      truth: name,
      seed: seed.id,
      mixes: [seed.ranking.mix, ranking.mix],
      ...(cosine !== undefined && { cosine }),
      words,
      otherLanguage,
      related: labels.has(id),
    }
  })
}
