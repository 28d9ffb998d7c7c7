/**
 * What a text is: a part of a video, or what somebody asks. Models may embed the two differently, such that a question lies near its
 * answers; vectors of both kinds of one model can be compared.
 */
export type TextUse = 'video' | 'query'

/** Turns texts into unit vectors. A recipe names its embedder by `model`. */
export interface Embedder {
  readonly model: string
  readonly dimensions: number
  /**
   * One unit vector of `dimensions` numbers a text, in order.
   * @param use Default `video`.
   * @throws UpnextError `embedding` for an empty text, `unavailable` when the model may answer later.
   */
  embed(texts: readonly string[], use?: TextUse): Promise<Float32Array[]>
  /** Whether the model knows the language of each text well enough for its vector to mean something (the language guard). */
  understands(texts: readonly string[]): Promise<boolean[]>
  close(): Promise<void>
}

/** The embedders that a process has, by model name. Only those that the live recipes name are loaded. */
export type EmbedderLookup = (model: string) => Promise<Embedder>
