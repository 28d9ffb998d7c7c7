import canonicalize from 'canonicalize'
import { z } from 'zod'

/**
 * How scores between two languages lie below those within one: the same meaning has a lower cosine, and hardly a word in common. Empty where a
 * catalogue has too few videos in different languages to tell.
 */
export interface LanguageLevels {
  /** Quantiles of the cosines of random pairs of videos. */
  readonly cosines: {
    /** Shares of the pairs that lie lower, rising. */
    readonly shares: readonly number[]
    /** Quantiles at those shares of pairs in one language, whichever. */
    readonly same: readonly number[]
    /** Of pairs in two languages. */
    readonly other: readonly number[]
    /** By `pairKey`, where there are enough: at the first of those shares, as many as are settled. */
    readonly pairs: Readonly<Record<string, readonly number[]>>
  }
  /** The word score that a pair in two languages lacks, by its cosine. */
  readonly words: { readonly cosines: readonly number[]; readonly lacking: readonly number[] }
}

export const NO_LANGUAGE_LEVELS: LanguageLevels = {
  cosines: { shares: [], same: [], other: [], pairs: {} },
  words: { cosines: [], lacking: [] },
}

/** Names a pair of languages, in either order. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`
}

const FORMAT = 'upnext-languages-1'
const numbers = z.array(z.number())
const schema = z.object({
  format: z.literal(FORMAT),
  cosines: z.object({ shares: numbers, same: numbers, other: numbers, pairs: z.record(z.string(), numbers) }),
  words: z.object({ cosines: numbers, lacking: numbers }),
})

/** Canonical JSON (RFC 8785): equal levels have equal bytes. */
export function encodeLanguageLevels({ cosines, words }: LanguageLevels): Uint8Array {
  return Buffer.from(canonicalize({ format: FORMAT, cosines, words }) ?? '')
}

/** @throws for bytes of any other form. */
export function decodeLanguageLevels(bytes: Uint8Array): LanguageLevels {
  const { cosines, words } = schema.parse(JSON.parse(Buffer.from(bytes).toString()))
  return { cosines, words }
}
