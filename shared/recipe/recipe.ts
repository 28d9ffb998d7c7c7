import { digestOf } from '#shared/video/document.ts'
import type { Calibration } from './calibration.ts'

/** The fields that a video's vector is joined from. */
export type FieldName = 'title' | 'description' | 'tags' | 'transcript'

/**
 * Which fields gave a video its vector, as letters in the order t, d, g (tags) or a (automatic tags), s (speech), and u where the speech does not bear out
 * the title: `t`, `tdg`, `tdas`… Empty: no vector.
 * Scores of different mixes lie on different levels, so confidence is kept for each pair.
 */
export type FieldMix = string

/** Everything that decides what is written for a video and how two videos are scored. A value: equal recipes have equal digests. */
export interface Recipe {
  readonly name: string
  /** Version of the text rules in shared/text: raise it when they change what is written. */
  readonly textRules: number
  /** Looks up the embedder. */
  readonly model: string
  readonly dimensions: number
  /** Weight of each field's unit vector in the joined vector. */
  readonly fields: Readonly<Record<FieldName, number>>
  /**
   * Share (0 to 1) of the catalogue's mean of each field (`statistics.fields`) that is taken off the field's vector before joining; 0 leaves fields as they are.
   */
  readonly centring: number
  /** Characters up to which a transcript is embedded whole, size of a chunk above that, and how many chunks at most. */
  readonly transcript: {
    readonly wholeUpTo: number
    readonly chunk: number
    readonly maxChunks: number
    readonly minWordsPerMinute: number
    /** Weight of a transcript that the uploader wrote, in place of \`fields.transcript\`: captions are no evidence of what is said. */
    readonly uploaderWeight: number
  }
  /** A title that says other things than the speech recognised. */
  readonly unsupportedTitle: {
    /** Cosine of title and transcript under which it is one. */
    readonly below: number
    /** Taken from the score of such a candidate. */
    readonly penalty: number
  }
  readonly words: {
    /** Terms kept a video. */
    readonly maxTerms: number
    /** How often the title counts. */
    readonly titleCount: number
    /** Weight of the word score beside the cosine. */
    readonly weight: number
  }
  /** How tags are filled in where an uploader gave none; see shared/text/automatic-tags.ts. */
  readonly automaticTags: {
    /** Nearest tags of the vocabulary. */
    readonly count: number
    /** Weight of their mean in place of `fields.tags`; 0: no tags are filled in. */
    readonly weight: number
  }
  /** Digests of the artefacts that hold what is known of a catalogue as a whole; null: nothing is. */
  readonly statistics: Readonly<Record<'rarity' | 'text' | 'fields' | 'languages', string | null>>
  readonly calibration: Calibration
}

/** Whether the speech of a video does not bear out its title. */
export function hasUnsupportedTitle(mix: FieldMix): boolean {
  return mix.includes('u')
}

/** sha256 (hex) of the recipe. */
export function recipeDigest(recipe: Recipe): string {
  return digestOf(recipe)
}

/** The name of the collection that a recipe's points live in. */
export function collectionName(recipe: Recipe): string {
  return `videos-${recipeDigest(recipe).slice(0, 12)}`
}
