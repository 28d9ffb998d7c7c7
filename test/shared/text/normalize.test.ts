import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { normalizeLine, normalizeText } from '#shared/text/normalize.ts'

describe('normalizeLine', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['fancy alphabets and full-width forms', '𝓗𝓮𝓵𝓵𝓸 ＷＯＲＬＤ', 'Hello WORLD'],
    ['emoji', '🔥🔥 Hot bread 👩🏽‍🍳', 'Hot bread'],
    ['a title of emoji alone', '🥐🔥 ‼️', ''],
    ['a title of punctuation alone', '--- !!! ---', ''],
    ['zero-width and bidi characters', 'br\u00adead\u200b and\u202e butter', 'bread and butter'],
    ['joiners that spell a word stay', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['control characters and line ends', 'one\u0007two\r\nthree', 'one two three'],
    ['references, escaped twice too', 'Salt &amp;amp; pepper &#39;n&#39; rye', "Salt & pepper 'n' rye"],
    ['tags, escaped ones too', '<b>Rye</b> &lt;i&gt;bread&lt;/i&gt;', 'Rye bread'],
    ['no tag', '5 < 7 and I <3 rye', '5 < 7 and I <3 rye'],
    ['addresses', 'Rye https://example.org/a?b=1 me@example.org @baker www.example.org bit.ly/x1', 'Rye'],
    ['an address amid Chinese', '请看https://example.org/a谢谢', '请看 谢谢'],
    ['a single hashtag is its words', 'A loaf #RyeBread #slow_food', 'A loaf Rye Bread slow food'],
    ['a row of hashtags goes', 'A loaf #rye #bread #baking', 'A loaf'],
    ['a row glued together goes too', 'A loaf #rye#bread#baking', 'A loaf'],
    ['hashtags where there is nothing else', '#rye #bread #baking', 'rye bread baking'],
    ['signs of programming languages', 'C# and C++', 'C# and C++'],
    ['a line that shouts', 'HOW TO BAKE ÉCLAIRS', 'How to bake éclairs'],
    ['abbreviations', 'NASA', 'NASA'],
    ['capitals among small letters', 'NASA and ESA at work', 'NASA and ESA at work'],
    ['times in titles', '3:10 to Yuma', '3:10 to Yuma'],
  ]
  for (const [what, given, expected] of cases) it(what, () => assert.equal(normalizeLine(given), expected))
})

describe('normalizeText', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['chapter lines keep their words', '0:00 Intro\n[01:02:33] - Shaping\n12:00–13:30 Baking', 'Intro\nShaping\nBaking'],
    ['chapters in one line', 'Content: 0:00 intro 01:12 shaping', 'Content: intro shaping'],
    ['one time in a sentence stays', 'The oven is on at 9:30 sharp', 'The oven is on at 9:30 sharp'],
    ['labels of links', 'Rye bread from scratch.\nWebsite: https://example.org\nInstagram 👉 @baker', 'Rye bread from scratch.'],
    ['a sentence around an address', 'The recipe is on https://example.org for all to read', 'The recipe is on for all to read'],
    ['bullets and rules', '=====\n• flour\n► water', 'flour\nwater'],
    ['line-breaking tags', 'flour<br>water<p>salt</p>', 'flour\nwater\nsalt'],
    ['calls amid the text', 'A slow rye. Subscribe to our channel for more! With caraway.', 'A slow rye. With caraway.'],
    ['Chinese sentences', '请订阅我们的频道！今天讲面包。', '今天讲面包。'],
  ]
  for (const [what, given, expected] of cases) it(what, () => assert.equal(normalizeText(given), expected))
})

/** Bits that the rules look for, in any order. */
const BITS = [
  '#',
  '@',
  '&',
  'amp;',
  '#38;',
  '<',
  'b>',
  '>',
  'http://',
  'www.',
  'x.io/a',
  '0:00',
  '-',
  '\n',
  ' ',
  'e\u0301',
  '\u200d',
  '🔥',
  '＆',
  '＜',
  'a',
  '.',
  '!',
  '。',
  'subscribe now',
  '\u0301',
  'ㅤ',
  'İ',
  'SHOUT ',
  'ΑΣ',
]
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...BITS), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 25 })
  .map((bits) => bits.join(''))

describe('normalising', () => {
  it('twice changes nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.equal(normalizeLine(normalizeLine(text)), normalizeLine(text))
        assert.equal(normalizeText(normalizeText(text)), normalizeText(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('takes time in proportion to the text, whatever it is made of', () => {
    const repeated = [
      'a',
      '<',
      '<a',
      '&amp;',
      '&',
      '@',
      'a@',
      'a.',
      '#',
      'a-',
      ' ',
      '\n ',
      '0:00 ',
      '\u0301',
      'http://',
      '\u200d',
      'a. ',
      '[',
      '(',
      '0',
      '::',
    ]
    for (const bit of repeated) {
      const text = bit.repeat(2 ** 20 / bit.length)
      const start = performance.now()
      normalizeText(text)
      assert.ok(performance.now() - start < 3000, JSON.stringify(bit))
    }
  })
})
