import type { FieldName, Recipe } from '#shared/recipe/recipe.ts'

/** One change to the recipe, to see what a part of it is worth. */
export interface Variant {
  readonly name: string
  readonly recipe: (recipe: Recipe) => Recipe
  /** Words retrieve and score alone. */
  readonly wordsOnly?: boolean
}

const weighted = (field: FieldName, weight: number): Variant => ({
  name: weight === 0 ? `vector without ${field}` : `${field} at weight ${weight}`,
  recipe: (recipe) => ({ ...recipe, fields: { ...recipe.fields, [field]: weight } }),
})

const wordsAt = (weight: number): Variant => ({
  name: weight === 0 ? 'vector only' : `words at weight ${weight}`,
  recipe: (recipe) => ({ ...recipe, words: { ...recipe.words, weight } }),
})

const automaticAt = (count: number, weight: number): Variant => ({
  name: weight === 0 ? 'no automatic tags' : `${count} automatic tags at weight ${weight}`,
  recipe: (recipe) => ({ ...recipe, automaticTags: { count, weight } }),
})

const centredBy = (centring: number): Variant => ({
  name: `fields centred by ${centring}`,
  recipe: (recipe) => ({ ...recipe, centring }),
})

/** The rows of the ablation table. */
export const VARIANTS: readonly Variant[] = [
  { name: 'the recipe', recipe: (recipe) => recipe },
  wordsAt(0),
  { name: 'words only', recipe: (recipe) => recipe, wordsOnly: true },
  wordsAt(0.5),
  wordsAt(2),
  weighted('title', 0),
  weighted('description', 0),
  weighted('tags', 0),
  weighted('title', 1),
  weighted('tags', 0.5),
  automaticAt(0, 0),
  automaticAt(10, 1),
  automaticAt(3, 0.5),
  ...[0.2, 0.5, 1].map(centredBy),
  {
    name: 'no word rarity',
    recipe: (recipe) => ({ ...recipe, statistics: { ...recipe.statistics, rarity: null } }),
  },
]
