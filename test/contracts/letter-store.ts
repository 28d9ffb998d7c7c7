import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { UpnextError } from '#shared/errors.ts'
import type { Letter, LetterBox, LetterStore, Visit } from '#shared/events/letters.ts'
import { waitingLetters } from '#test/support/letters.ts'

interface Opened {
  readonly letters: LetterStore
  readonly close: () => Promise<void>
}

/** What a store may or may not do, being a table or a queue. */
export interface LetterStoreTraits {
  /** Whether it counts letters and keeps a message once. */
  readonly counts: boolean
}

const FAR = Number.MAX_SAFE_INTEGER

export function aLetter(fields: Partial<Letter> = {}): Letter {
  return {
    messageId: randomUUID(),
    receivedAt: Date.now(),
    reason: 'no title',
    attributes: { type: 'video.upserted' },
    data: 'AAECbQ==',
    ...fields,
  }
}

/** What every LetterStore must hold. `open` gives an empty one. */
export function letterStoreContract(name: string, open: () => Promise<Opened>, { counts }: LetterStoreTraits): void {
  describe(`${name}: letter store`, () => {
    const opened: Opened[] = []
    before(async () => {
      opened.push(await open())
    })
    after(() => opened[0]?.close())
    const store = (): LetterStore => {
      const [first] = opened
      if (first === undefined) throw new Error('The store is not open.')
      return first.letters
    }
    const put = async (count: number, box: LetterBox = 'quarantine') => {
      const sent = Array.from({ length: count }, () => aLetter())
      for (const letter of sent) await store().put(box, letter)
      return sent.map(({ messageId }) => messageId)
    }
    const waiting = async (box: LetterBox = 'quarantine') => (await waitingLetters(store(), box)).map(({ messageId }) => messageId).sort()
    const empty = async () => store().visit('quarantine', () => Promise.resolve('remove'), { before: FAR })
    /** The ids that a visit hands over. */
    const seenIn = async (visit: Partial<Visit>, verdict: 'keep' | 'remove' = 'keep') => {
      const seen: string[] = []
      const handle = ({ messageId }: Letter) => (seen.push(messageId), Promise.resolve(verdict))
      await store().visit('quarantine', handle, { before: FAR, ...visit })
      return seen
    }

    it('keeps a letter whole', async () => {
      const letter = aLetter({ attributes: { 'odd "key"': '🎬' }, data: 'A'.repeat(100_000) })
      await store().put('quarantine', letter)
      const [kept, ...others] = await waitingLetters(store(), 'quarantine')
      assert.deepEqual(others, [])
      assert.deepEqual({ ...kept, receivedAt: 0 }, { ...letter, receivedAt: 0 })
      assert.ok(Math.abs((kept?.receivedAt ?? 0) - letter.receivedAt) < 60_000)
      await empty()
    })

    it('hands over each letter that waits, more than a page of them too, and keeps what is to be kept', async () => {
      const sent = await put(40)
      assert.deepEqual((await seenIn({})).sort(), sent.toSorted())
      assert.deepEqual(await waiting(), sent.toSorted())
      assert.deepEqual((await seenIn({}, 'remove')).sort(), sent.toSorted())
      assert.deepEqual(await waiting(), [])
    })

    it('ends at the limit, and leaves the rest', async () => {
      await put(5)
      assert.equal((await seenIn({ limit: 2 }, 'remove')).length, 2)
      assert.equal((await waiting()).length, 3)
      await empty()
    })

    it('leaves alone what was put at the given time or later', async () => {
      const early = await put(2)
      await new Promise((resolve) => setTimeout(resolve, 20))
      const before = Date.now()
      await new Promise((resolve) => setTimeout(resolve, 20))
      const late = await put(2)
      assert.deepEqual((await seenIn({ before }, 'remove')).sort(), early.toSorted())
      assert.deepEqual(await waiting(), late.toSorted())
      await empty()
    })

    it('hands over nothing once it is told to stop', async () => {
      await put(1)
      assert.deepEqual(await seenIn({ signal: AbortSignal.abort() }), [])
      await empty()
    })

    it('keeps a letter whose handling fails, and throws the fault', async () => {
      const [sent] = await put(1)
      const fault = new UpnextError('unavailable', 'not now')
      await assert.rejects(
        store().visit('quarantine', () => Promise.reject(fault), { before: FAR }),
        (error) => error === fault,
      )
      assert.deepEqual(await waiting(), [sent])
      await empty()
    })

    if (counts) {
      it('keeps two messages that were given one id', async () => {
        const letters = [aLetter({ messageId: 'same', data: 'AAAA' }), aLetter({ messageId: 'same', data: 'AAAB' })]
        for (const letter of [...letters, ...letters]) await store().put('quarantine', letter)
        assert.deepEqual((await waitingLetters(store(), 'quarantine')).map(({ data }) => data).sort(), ['AAAA', 'AAAB'])
        await empty()
      })

      it('counts letters by box and keeps a message once in each', async () => {
        const letter = aLetter()
        await Promise.all([store().put('quarantine', letter), store().put('quarantine', letter)])
        await store().put('dead-letter', letter)
        assert.deepEqual([await store().count('quarantine'), await store().count('dead-letter')], [1, 1])
        await empty()
        assert.deepEqual([await store().count('quarantine'), await store().count('dead-letter')], [0, 1])
      })

      it('hands over in the order of arrival', async () => {
        const sent = await put(20)
        assert.deepEqual(await seenIn({}), sent)
        await empty()
      })
    }
  })
}
