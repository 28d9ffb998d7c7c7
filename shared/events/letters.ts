/** A message that was set aside, whole, with the reason. */
export interface Letter {
  /** Of the store; rises with time. */
  readonly id: string
  readonly messageId: string
  readonly receivedAt: number
  readonly reason: string
  readonly attributes: Readonly<Record<string, string>>
  /** The message's data as it came, base64. */
  readonly data: string
}

/** `quarantine`: can never succeed as it is. `dead-letter`: could not be delivered, attempts used up. */
export type LetterBox = 'quarantine' | 'dead-letter'

/** Where messages wait for a person. The same message put twice (by messageId and box) is one letter. */
export interface LetterStore {
  put(box: LetterBox, letter: Omit<Letter, 'id'>): Promise<void>
  list(box: LetterBox, options?: { readonly afterId?: string; readonly limit?: number }): Promise<readonly Letter[]>
  remove(box: LetterBox, ids: readonly string[]): Promise<void>
  count(box: LetterBox): Promise<number>
}
