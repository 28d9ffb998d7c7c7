import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalAddress } from '#shared/index/identity/address.ts'

describe('canonicalAddress', () => {
  const SAME = [
    ['https://www.youtube.com/watch?v=abc_-1', 'http://youtu.be/abc_-1?t=10'],
    ['https://www.youtube.com/watch?v=abc_-1', 'https://m.youtube.com/watch?feature=share&v=abc_-1'],
    ['https://www.youtube.com/embed/abc_-1', 'https://www.youtube-nocookie.com/embed/abc_-1'],
    ['https://videos.example/a/', 'http://www.videos.example/a?utm_source=mail#t=3'],
    ['https://videos.example/a?x=1&y=2', 'https://videos.example/a?y=2&x=1'],
  ] as const
  for (const [a, b] of SAME) it(`${a} is ${b}`, () => assert.equal(canonicalAddress(a), canonicalAddress(b)))

  const DIFFERENT = [
    ['https://www.youtube.com/watch?v=abc', 'https://www.youtube.com/watch?v=ABC'],
    ['https://videos.example/a?id=1', 'https://videos.example/a?id=2'],
    ['https://www.youtube.com/playlist?list=a', 'https://www.youtube.com/playlist?list=b'],
    ['https://videos.example/a', 'https://other.example/a'],
  ] as const
  for (const [a, b] of DIFFERENT) it(`${a} is not ${b}`, () => assert.notEqual(canonicalAddress(a), canonicalAddress(b)))

  it('leaves alone what is no web address', () => assert.equal(canonicalAddress('tape 12, side B'), 'tape 12, side B'))
})
