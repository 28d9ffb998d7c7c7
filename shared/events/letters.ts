/** A message that was set aside, whole, with the reason. */
export interface Letter {
  readonly messageId: string
  /** Epoch milliseconds at which it was put. */
  readonly receivedAt: number
  readonly reason: string
  readonly attributes: Readonly<Record<string, string>>
  /** The message's data as it came, base64. */
  readonly data: string
}

/** `quarantine`: can never succeed as it is. `dead-letter`: could not be delivered, attempts used up. */
export type LetterBox = 'quarantine' | 'dead-letter'

export const LETTER_BOXES = ['quarantine', 'dead-letter'] as const satisfies readonly LetterBox[]

export interface Visit {
  /** Epoch milliseconds: letters that were put at this time or later are left alone. */
  readonly before: number
  /** Letters at most. */
  readonly limit?: number
  /** Ends the visit early; letters under way are finished. */
  readonly signal?: AbortSignal
}

/** Where messages wait for a person. A table or a queue: nothing here needs a letter to be found by an id. */
export interface LetterStore {
  /**
   * The same message put twice (by messageId, data and box) is one letter where the store can tell, else two.
   * @throws UpnextError `unavailable`; `configuration` for a box that somebody else fills.
   */
  put(box: LetterBox, letter: Letter): Promise<void>
  /**
   * Hands over the letters that wait, about the oldest first, some at once. One that is to be removed goes once `handle` has said so: killed in
   * between, it is handed over again. A visit ends with the box, its limit or its signal.
   * @throws what `handle` throws, after the letters under way; those that it gave no answer for stay.
   */
  visit(box: LetterBox, handle: (letter: Letter) => Promise<'remove' | 'keep'>, visit: Visit): Promise<void>
  /** How many wait; undefined where the store cannot tell. */
  count(box: LetterBox): Promise<number | undefined>
}
