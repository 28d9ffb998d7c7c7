import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hardFilter } from '#shared/recommendation/request/filter.ts'
import { PLACEMENTS, placementNamed } from '#shared/recommendation/request/placements.ts'
import type { Placement } from '#shared/recommendation/request/placement-schema.ts'
import { parseRequest } from '#shared/recommendation/request/request.ts'

const site = placementNamed(PLACEMENTS, 'site')

function filterOf(parameters: Record<string, unknown>, placement: Partial<Placement> = {}) {
  return hardFilter(parseRequest(parameters, 'site'), { ...site, ...placement }, 5, [])
}

describe('hard filter', () => {
  it('leaves out seeds, excluded and disliked videos', () => {
    assert.deepEqual(filterOf({ positive: ['a'], exclude: ['b', 'a'], negative: ['c'] }).notIds, ['a', 'b', 'c'])
  })

  it('says nothing of languages, which lower tiers widen', () => {
    assert.equal(Object.hasOwn(filterOf({ languages: ['en'] }), 'languages'), false)
  })

  it('allows what both caller and policy allow', () => {
    assert.deepEqual(filterOf({ channels: ['a', 'b'] }, { channels: { allowed: ['b', 'c'] } }).channels, ['b'])
    assert.deepEqual(filterOf({}, { channels: { allowed: ['b'] } }).channels, ['b'])
    assert.deepEqual(filterOf({ channels: ['a'] }, { channels: { allowed: ['b'] } }).channels, [])
  })

  it('forbids what the policy forbids, also where the caller asks for it', () => {
    const { categories, notCategories } = filterOf({ categories: ['news'] }, { categories: { blocked: ['news'] } })
    assert.deepEqual([categories, notCategories], [['news'], ['news']])
  })
})
