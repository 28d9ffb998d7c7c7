import type { Calibration } from '#shared/recipe/recipe.ts'

/** Logistic curve from score to confidence, 0 to 1: one half at the calibration's midpoint. */
export function confidenceOf(score: number, { midpoint, scale }: Calibration): number {
  return 1 / (1 + Math.exp((midpoint - score) / scale))
}
