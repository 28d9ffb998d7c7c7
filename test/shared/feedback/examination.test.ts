import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seededRandom } from '#shared/evaluation/random.ts'
import { correctedRate, examinationOf, type Placing } from '#shared/feedback/examination.ts'

/** Of the first six places of a made-up shelf. */
const LOOKS = [1, 0.7, 0.5, 0.35, 0.25, 0.2]

/** Clicks of viewers who look at places with known chances; good videos stand higher, but not always. */
function clicksOn(things: number, shelves: number, seed: number): Placing[] {
  const random = seededRandom(seed)
  const likes = Array.from({ length: things }, () => 0.05 + 0.4 * random() ** 2)
  const counts = new Map<string, { shown: number; clicked: number }>()
  for (let shelf = 0; shelf < shelves; shelf += 1) {
    const order = likes
      .map((like, thing) => ({ like, thing, key: like + 0.3 * random() }))
      .sort((a, b) => b.key - a.key)
      .slice(0, LOOKS.length)
    order.forEach(({ like, thing }, place) => {
      const key = `${thing} ${place + 1}`
      const before = counts.get(key) ?? { shown: 0, clicked: 0 }
      const clicked = random() < (LOOKS[place] ?? 0) * like ? 1 : 0
      counts.set(key, { shown: before.shown + 1, clicked: before.clicked + clicked })
    })
  }
  return Array.from(counts, ([key, count]) => {
    const [what = '', position] = key.split(' ')
    return { what, position: Number(position), ...count }
  })
}

describe('examination', () => {
  it('is found again in clicks that were made by it', () => {
    const placings = clicksOn(20, 20_000, 3)
    const examination = examinationOf(placings)
    LOOKS.forEach((look, place) => {
      const found = examination.get(place + 1) ?? 0
      assert.ok(Math.abs(found - look) < 0.05, `position ${place + 1}: ${found} for ${look}`)
    })
  })

  it('is not the click rate by position, which takes the better videos in front for more looks', () => {
    const placings = clicksOn(20, 20_000, 5)
    const rate = (position: number) => {
      const own = placings.filter((placing) => placing.position === position)
      return own.reduce((sum, { clicked }) => sum + clicked, 0) / own.reduce((sum, { shown }) => sum + shown, 0)
    }
    const last = LOOKS.length
    const [naive, found] = [rate(last) / rate(1), examinationOf(placings).get(last) ?? 0]
    assert.ok(Math.abs(found - 0.2) < Math.abs(naive - 0.2))
  })

  it('makes two that are liked alike equal, wherever they stood', () => {
    const examination = new Map([
      [1, 1],
      [2, 0.5],
    ])
    const front = correctedRate([{ position: 1, shown: 1000, clicked: 200 }], examination)
    const behind = correctedRate([{ position: 2, shown: 1000, clicked: 100 }], examination)
    assert.equal(front, behind)
    assert.equal(correctedRate([], examination), undefined)
  })

  it('says nothing without clicks or shelves, and breaks on neither', () => {
    assert.deepEqual(examinationOf([]), new Map())
    const none = examinationOf([{ what: 'a', position: 1, shown: 50, clicked: 0 }])
    assert.ok(Number.isFinite(none.get(1)))
  })
})
