import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseTimedText } from '#shared/text/transcript/timed-text.ts'

const texts = (file: string) => parseTimedText(file).map(({ text }) => text)

/** A file of cues one second long, each a list of lines. */
function cues(...cues: readonly (readonly string[])[]): string {
  return `WEBVTT\n\n${cues.map((lines, index) => `00:0${index}.000 --> 00:0${index + 1}.000\n${lines.join('\n')}\n`).join('\n')}`
}

describe('parseTimedText', () => {
  it('reads WebVTT with times in both forms', () => {
    const file = 'WEBVTT\n\n00:01.500 --> 00:02.000\nFlour\n\n01:00:00.250 --> 01:00:01.000 position:10% align:start\nWater'
    assert.deepEqual(parseTimedText(file), [
      { start: 1.5, end: 2, text: 'Flour' },
      { start: 3600.25, end: 3601, text: 'Water' },
    ])
  })

  it('reads SubRip with any line ends', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const file = ['1', '00:00:01,000 --> 00:00:02,000', 'Flour', 'and water', '', '2', '00:00:02,000 --> 00:00:03,000', 'Salt', ''].join(
        end,
      )
      assert.deepEqual(texts(file), ['Flour and water', 'Salt'])
    }
  })

  it('takes numbers for no speech where empty lines are missing', () => {
    assert.deepEqual(texts('1\n00:01,000 --> 00:02,000\nFlour\n2\n00:02,000 --> 00:03,000\nWater'), ['Flour', 'Water'])
  })

  it('leaves out header, notes, styles, identifiers and empty cues', () => {
    const file = `WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE to myself\nmore of it\n\nfirst-cue\n00:01.000 --> 00:02.000\nFlour\n\n00:02.000 --> 00:03.000\n\nRegion\n`
    assert.deepEqual(texts(file), ['Flour'])
  })

  it('leaves out styling, speakers and positions', () => {
    assert.deepEqual(texts(cues(['<v.loud Anna><i>Flour</i> &amp; water</v>'], ['{\\an8}- Salt'], ['>> And 3 &lt; 4'])), [
      'Flour & water',
      'Salt',
      'And 3 < 4',
    ])
  })

  it('says rolling captions once, with karaoke times', () => {
    const rolling = cues(
      [' ', 'take<00:00:00.480><c> the</c><00:00:00.640><c> flour</c>'],
      ['take the flour', ' '],
      ['take the flour', 'and<00:00:02.240><c> the</c><c> water</c>'],
      ['and the water', ' '],
    )
    assert.deepEqual(texts(rolling), ['take the flour', 'and the water'])
  })

  it('says captions once that grow by words', () => {
    assert.deepEqual(texts(cues(['take'], ['take the flour'], ['take the flour now'])), ['take', 'the flour', 'now'])
  })

  it('reads what can be read of a damaged file', () => {
    assert.deepEqual(texts('00:01.000 -> 00:02.000\nFlour\n\nxx --> yy\nlost\n\n00:03 --> 00:04\nWater <b unclosed'), [
      'Flour',
      'Water <b unclosed',
    ])
  })

  it('never fails, and takes time in proportion', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (file) => Array.isArray(parseTimedText(file))))
    for (const bit of ['<', '{\\', '00:', '00:00 --> ', '\n1\n', '00:01 --> 00:02\nx\n']) {
      const start = performance.now()
      parseTimedText(bit.repeat(300_000 / bit.length))
      assert.ok(performance.now() - start < 2000, bit)
    }
  })
})
