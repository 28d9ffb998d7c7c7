import { likeness } from '../reasons/likeness.ts'
import { nearest } from './nearest.ts'
import type { Tier } from './tier.ts'

/** About the same subject, in the languages asked for. */
export const similar: Tier = {
  name: 'similar',
  fill: (context) =>
    nearest(context, context.languages === undefined ? context.filter : { ...context.filter, languages: context.languages }),
  reason: likeness,
}
