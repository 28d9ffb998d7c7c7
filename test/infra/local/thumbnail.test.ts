import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { thumbnailSvg } from '#infra/local/thumbnail.ts'

/** Characters that XML 1.0 allows in a document. */
const XML_TEXT = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u

describe('thumbnailSvg', () => {
  it('draws the same picture for the same id, another for another', () => {
    assert.equal(thumbnailSvg('a/b%c 🎻'), thumbnailSvg('a/b%c 🎻'))
    const pictures = new Set(Array.from({ length: 200 }, (_, number) => thumbnailSvg(`video-${number}`)))
    assert.equal(pictures.size, 200)
  })

  it('is 16:9', () => {
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(thumbnailSvg('x')) ?? []
    assert.equal(Number(width) / Number(height), 16 / 9)
  })

  it('holds nothing but known shapes and attributes, for any id and title', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(text, text, (id, title) => {
        const svg = thumbnailSvg(id, title)
        assert.match(svg, XML_TEXT)
        assert.equal(leftOver(svg), '')
      }),
    )
  })

  it('shows markup in a title as text', () => {
    assert.match(thumbnailSvg('x', '<script>&"'), /<title>&#60;script&#62;&#38;&#34;<\/title>/)
  })

  it('keeps a title well-formed that XML cannot hold', () => {
    assert.match(thumbnailSvg('x', 'a\0b\ud800c\uffffd'), /<title>a b\ufffdc d<\/title>/)
  })
})

/** What remains of the document when every well-formed element is taken out, inner ones first. */
function leftOver(svg: string): string {
  const name = '(?:svg|title|defs|linearGradient|stop|rect|circle|path)'
  const attribute = '(?: [-a-zA-Z0-9]+="[^"<>&]*")*'
  const empty = new RegExp(`<${name}${attribute}/>`, 'g')
  const full = new RegExp(`<(${name})${attribute}>(?:[^<>&]|&#\\d+;)*</\\1>`, 'g')
  const rest = svg.replaceAll(empty, '').replaceAll(full, '')
  return rest === svg ? rest : leftOver(rest)
}
