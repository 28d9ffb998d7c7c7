/** A stretch of speech, with what its source says of it. */
export interface Segment {
  readonly text: string
  /** Seconds from the beginning of the video. */
  readonly start?: number
  readonly end?: number
  /** Whisper's figures: probability that nobody speaks, mean log probability of the tokens, characters per compressed character. */
  readonly noSpeechProb?: number
  readonly avgLogprob?: number
  readonly compressionRatio?: number
}
