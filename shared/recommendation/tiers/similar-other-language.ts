import { inLanguage } from '../reasons/language-name.ts'
import { likeness } from '../reasons/likeness.ts'
import { nearest } from './nearest.ts'
import type { Tier } from './tier.ts'

/** About the same subject in any other language, or in none that is known. */
export const similarOtherLanguage: Tier = {
  name: 'similar-other-language',
  fill: async (context) =>
    context.languages === undefined ? [] : nearest(context, { ...context.filter, notLanguages: context.languages }),
  reason: (item, evidence) => ({
    ...likeness(item, evidence),
    code: 'similar-other-language',
    text: `${likeness(item, evidence).text}, ${inLanguage(item.ranking.language)}`,
  }),
}
