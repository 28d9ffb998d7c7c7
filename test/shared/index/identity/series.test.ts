import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seriesOf } from '#shared/index/identity/series.ts'

describe('seriesOf', () => {
  const PARTS = [
    ['Building a canoe, part 1/4: the moulds', 'Building a canoe, part 2/4: planking', 1, 2],
    ['Einen Teleskopspiegel schleifen (1/3): Grobschliff', 'Einen Teleskopspiegel schleifen (3/3): Parabel', 1, 3],
    ['Linear algebra, Lecture 7: kernels', 'Linear algebra, lecture 12', 7, 12],
    ['Türkçe dersler - Bölüm 3', 'Türkçe dersler - bölüm 4', 3, 4],
    ['Основы физики. Часть 1', 'Основы физики. Часть 2', 1, 2],
    ['日本の鉄道 第5回', '日本の鉄道 第6回', 5, 6],
    ['한국의 산 3화', '한국의 산 4화', 3, 4],
    ['Rust podcast #11', 'Rust podcast #12: macros', 11, 12],
  ] as const
  for (const [a, b, first, second] of PARTS) {
    it(`${a} and ${b} are parts of one`, () => {
      const [x, y] = [seriesOf(a, 'c'), seriesOf(b, 'c')]
      assert.deepEqual([x?.part, y?.part], [first, second])
      assert.equal(x?.key, y?.key)
    })
  }

  const NONE = [
    'Ten things about bread',
    'Python 3 in an hour',
    '100 days later',
    'News of 2024',
    'Talk on 12/05/2024',
    'Department 5 opens',
  ]
  for (const title of NONE) it(`"${title}" is no part of any`, () => assert.equal(seriesOf(title, 'c'), undefined))

  it('of two channels are two', () => {
    assert.notEqual(seriesOf('Greek, lesson 1', 'c')?.key, seriesOf('Greek, lesson 2', 'd')?.key)
    assert.equal(seriesOf('Greek, lesson 1', undefined), undefined)
  })
})
