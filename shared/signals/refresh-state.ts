/** Up to where watches were taken into the lists. Written last: a refresh that was killed is done again from the state before. */
export interface RefreshState {
  /** Epoch milliseconds of the refresh. */
  readonly computedAt: number
  /** Watches that were stored up to then are in. */
  readonly storedUntil: number
  /** When all lists were last made anew. */
  readonly fullAt: number
}
