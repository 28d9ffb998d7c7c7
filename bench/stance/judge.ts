import { meanInterval, quantile } from '#shared/evaluation/interval.ts'
import type { Interval } from '#shared/evaluation/interval.ts'

/** A sentence that an axis has placed. */
export interface Judged {
  readonly subject: string
  readonly side: 1 | -1
  /** Above 0: for. */
  readonly score: number
}

/** Share of pairs of one for and one against that stand the right way round; a tie is half. Mean and interval are over subjects. */
export function aucWithin(judged: readonly Judged[]): Interval {
  return meanInterval(bySubject(judged).flatMap(auc))
}

/**
 * Share of right labels over subjects where the half that lies nearest to the middle gets none. The margin for a subject comes from the
 * other subjects.
 */
export function labelledWithin(judged: readonly Judged[]): Interval {
  const shares = bySubject(judged).flatMap((own) => {
    const others = judged.filter(({ subject }) => subject !== own[0]?.subject).map(({ score }) => Math.abs(score))
    const margin = quantile(
      others.sort((a, b) => a - b),
      0.5,
    )
    const bold = own.filter(({ score }) => Math.abs(score) >= margin)
    return bold.length === 0 ? [] : bold.filter(({ score, side }) => score * side > 0).length / bold.length
  })
  return meanInterval(shares)
}

function auc(judged: readonly Judged[]): number | [] {
  const [pro = [], contra = []] = [1, -1].map((wanted) => judged.filter(({ side }) => side === wanted).map(({ score }) => score))
  const right = pro.flatMap((a) => contra.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)))
  return right.length === 0 ? [] : right.reduce((sum, value) => sum + value, 0) / right.length
}

function bySubject(judged: readonly Judged[]): (readonly Judged[])[] {
  return Array.from(Map.groupBy(judged, ({ subject }) => subject).values())
}
