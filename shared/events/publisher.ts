/** A message as a publisher sends it: JSON bytes, and attributes of which `type` is the event's. */
export interface OutgoingMessage {
  readonly data: Uint8Array
  readonly attributes: Readonly<Record<string, string>>
  /** Of the message; made up by the publisher where missing. */
  readonly messageId?: string
}

export interface EventPublisher {
  /**
   * Resolves once the message is safely handed over (embedded: once the function has acknowledged it).
   * @throws UpnextError `unavailable` when it could not be handed over after the publisher's own attempts.
   */
  publish(message: OutgoingMessage): Promise<void>
  close(): Promise<void>
}
