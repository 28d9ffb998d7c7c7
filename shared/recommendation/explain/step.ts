/** One rule and what it says of the candidate. `passed` null: it decides nothing here. */
export interface Step {
  readonly rule: string
  readonly passed: boolean | null
  readonly detail: string
}
