/** Particles that Korean writes onto a noun, longer ones first. */
const PARTICLE = /(?:에서|에게|으로|까지|부터|처럼|보다|하고|이나|라는|은|는|이|가|을|를|의|에|도|로|와|과|만)$/

/** A Korean word without its particle, where at least two syllables remain: no stemmer for Korean exists, and most mismatches are particles. */
export function withoutParticle(word: string): string {
  const stem = word.replace(PARTICLE, '')
  return stem.length >= 2 ? stem : word
}
