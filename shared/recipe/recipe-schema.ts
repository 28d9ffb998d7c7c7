import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { PAIR_KINDS, type PairKind } from './calibration.ts'
import type { Recipe } from './recipe.ts'

const weight = z.number().min(0)
const count = z.int().min(0)
const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'takes a sha256 in hex')
  .nullable()

export const calibrationSchema = z.strictObject({
  floor: z.number().gt(0).lt(1),
  scale: z.number().positive(),
  wordsScale: z.number().positive(),
  midpoints: z.strictObject(Object.fromEntries(PAIR_KINDS.map((kind) => [kind, z.number()])) as Record<PairKind, z.ZodNumber>),
  undescribed: z.strictObject({ one: z.number(), both: z.number() }),
  otherLanguage: z.number(),
})

/** A recipe that comes from outside the compiler. */
export const recipeSchema: z.ZodType<Recipe, Recipe> = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,60}$/, 'takes 1 to 60 letters, digits, `_`, `.` and `-`'),
  textRules: count,
  model: z.string().min(1),
  dimensions: z.int().min(1).max(65_536),
  fields: z.strictObject({ title: weight, description: weight, tags: weight, transcript: weight }),
  centring: z.number().min(0).max(1),
  transcript: z.strictObject({
    wholeUpTo: count,
    chunk: z.int().min(1),
    maxChunks: z.int().min(1),
    minWordsPerMinute: z.number().min(0),
    uploaderWeight: weight,
  }),
  unsupportedTitle: z.strictObject({ below: z.number(), penalty: z.number() }),
  words: z.strictObject({ maxTerms: z.int().min(1).max(64), titleCount: count, weight }),
  automaticTags: z.strictObject({ count, weight }),
  statistics: z.strictObject({ rarity: digest, text: digest, fields: digest, languages: digest }),
  calibration: calibrationSchema,
})

/**
 * A recipe from JSON that names what differs from another one: what it leaves out, also inside `fields` and the like, is as there.
 * @throws UpnextError `configuration` that lists every fault at once.
 */
export function readRecipe(json: unknown, base: Recipe): Recipe {
  const result = recipeSchema.safeParse(merged(base, json))
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'recipe'}: ${message}`)
  throw new UpnextError('configuration', `The recipe has ${faults.length} fault(s): ${faults.join('; ')}`, {
    fix: 'Correct the named entries; shared/recipe/recipe.ts says what each means.',
    cause: result.error,
  })
}

function merged(base: unknown, given: unknown): unknown {
  if (!isObject(base) || !isObject(given)) return given
  return { ...base, ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, merged(base[key], value)])) }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
