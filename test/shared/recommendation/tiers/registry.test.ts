import assert from 'node:assert/strict'
import { it } from 'node:test'
import { PLACEMENTS } from '#shared/recommendation/request/placements.ts'
import { FILLING_TIERS, TIER_NAMES, TIERS } from '#shared/recommendation/tiers/registry.ts'

it('tiers stand under their own names, and each that fills is in a placement', () => {
  assert.deepEqual(
    Object.values(TIERS).map(({ name }) => name),
    TIER_NAMES,
  )
  assert.deepEqual(new Set(Object.values(PLACEMENTS).flatMap(({ tiers }) => tiers)), new Set(FILLING_TIERS))
})
