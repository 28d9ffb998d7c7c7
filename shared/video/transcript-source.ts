/** Where transcripts given by URI come from. */
export interface TranscriptSource {
  /**
   * The bytes behind a URI, 10 MiB at most.
   * @throws UpnextError `invalid-event` for a scheme, bucket or path that is not allowed, or for what does not exist or is too large;
   *   `unavailable` when a retry may help.
   */
  read(uri: string): Promise<Uint8Array>
}
