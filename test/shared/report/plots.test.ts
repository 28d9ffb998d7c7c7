import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { barPlot, dotPlot, linePlot, type PointPlot } from '#shared/report/plots.ts'

const POINTS: PointPlot = {
  title: 'Reliability',
  description: 'Shares lie near the diagonal.',
  x: { label: 'confidence', min: 0, max: 1 },
  y: { label: 'share', min: 0, max: 1 },
  series: [
    {
      name: 'tagged',
      points: [
        { x: 0, y: 0.1, low: 0, high: 0.2 },
        { x: 1, y: 0.9 },
      ],
    },
    { name: 'plain', points: [{ x: 0.5, y: 0.5 }] },
  ],
}

const count = (markup: string, pattern: RegExp) => markup.match(pattern)?.length ?? 0

describe('plots', () => {
  it('are images with a name and a description', () => {
    const markup = dotPlot(POINTS)('p')
    assert.match(markup, /<svg [^>]*role="img" aria-labelledby="p-title" aria-describedby="p-desc"/)
    assert.match(markup, /<title id="p-title">Reliability<\/title><desc id="p-desc">Shares lie near the diagonal\.<\/desc>/)
  })

  it('draw a mark a point, a whisker an interval and the diagonal when asked', () => {
    const markup = dotPlot({ ...POINTS, diagonal: true })('p')
    assert.equal(count(markup, /class="whisker s0"/g), 1)
    // One of each series is in the legend.
    assert.equal(count(markup, /<circle class="s0"/g), 3)
    assert.equal(count(markup, /<rect class="s1"/g), 2)
    assert.match(markup, /class="identity" x1="64" y1="308" x2="624" y2="16"/)
    assert.doesNotMatch(dotPlot(POINTS)('p'), /identity/)
  })

  it('put points where the axes say', () => {
    assert.match(dotPlot(POINTS)('p'), /<circle class="s0" cx="624" cy="45.2" r="4">/)
  })

  it('join points by a line and intervals by a band', () => {
    const markup = linePlot(POINTS)('p')
    assert.match(markup, /<polyline class="line s0" points="64,278.8 624,45.2">/)
    assert.equal(count(markup, /class="band/g), 1)
  })

  it('stand bars on zero, also below it', () => {
    const values = [{ y: 2 }, { y: -1, low: -2, high: 0 }]
    const markup = barPlot({ ...POINTS, y: { label: 'gain' }, categories: ['a', 'b'], series: [{ name: 'gain', values }] })('p')
    const [up, down] = [...markup.matchAll(/<rect class="s0" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g)].map(
      ([, y, height]) => [Number(y), Number(height)] as const,
    )
    assert.deepEqual(
      [up, down],
      [
        [16, 146],
        [162, 73],
      ],
    )
    assert.equal(count(markup, /class="whisker over"/g), 1)
    assert.doesNotMatch(markup, /figcaption/, 'one series needs no legend')
  })

  it('escape all texts and refuse more series than can be told apart', () => {
    const name = '<script>alert(1)</script>"&'
    const axes = { x: { label: name }, y: { label: name } }
    const markup = dotPlot({
      ...POINTS,
      ...axes,
      title: name,
      description: name,
      series: [
        { name, points: [] },
        { name, points: [] },
      ],
    })('p')
    assert.doesNotMatch(markup, /<script/)
    assert.throws(() => dotPlot({ ...POINTS, series: Array.from({ length: 6 }, () => ({ name, points: [] })) }), RangeError)
  })
})
