/** Runs an action at its first call and gives every call its outcome; after a failure the next call tries again. */
export function once<T>(action: () => Promise<T>): () => Promise<T> {
  let outcome: Promise<T> | undefined
  return () =>
    (outcome ??= action().catch((error: unknown) => {
      outcome = undefined
      throw error
    }))
}
