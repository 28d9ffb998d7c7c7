/** A message as a publisher sends it: JSON bytes, and attributes of which `type` is the event's. */
export interface OutgoingMessage {
  readonly data: Uint8Array
  readonly attributes: Readonly<Record<string, string>>
  /** Of the message; made up by the publisher where missing, or by the service where it does not let publishers choose. */
  readonly messageId?: string
}

export interface EventPublisher {
  /**
   * Resolves once the message is safely handed over (embedded: once the function has acknowledged it).
   * @throws UpnextError `unavailable` when it could not be handed over after the publisher's own attempts, `invalid-event` when this message
   *   will not be taken, `configuration` when the place takes none at all.
   */
  publish(message: OutgoingMessage): Promise<void>
  /** Whether what `publish` threw lies with the place, so that every other message would fail the same way. */
  isFaultOfPlace(error: unknown): boolean
  close(): Promise<void>
}
