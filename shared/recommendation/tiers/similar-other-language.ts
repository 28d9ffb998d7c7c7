import { nearest } from './nearest.ts'
import type { Tier } from './tier.ts'

/** About the same subject in any other language, or in none that is known. */
export const similarOtherLanguage: Tier = {
  name: 'similar-other-language',
  fill: async (context) =>
    context.languages === undefined
      ? []
      : nearest('similar-other-language', context, { ...context.filter, notLanguages: context.languages }),
}
