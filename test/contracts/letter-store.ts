import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Letter, LetterStore } from '#shared/events/letters.ts'

interface Opened {
  readonly letters: LetterStore
  readonly close: () => Promise<void>
}

function aLetter(fields: Partial<Letter> = {}): Omit<Letter, 'id'> {
  return { messageId: randomUUID(), receivedAt: 1, reason: 'no title', attributes: { type: 'video.upserted' }, data: 'AAECbQ==', ...fields }
}

/** What every LetterStore must hold. `open` gives an empty one. */
export function letterStoreContract(name: string, open: () => Promise<Opened>): void {
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

    it('keeps a letter whole, once a message and box', async () => {
      const letter = aLetter({ attributes: { 'odd "key"': '🎬' }, data: 'A'.repeat(100_000) })
      await Promise.all([store().put('quarantine', letter), store().put('quarantine', letter)])
      await store().put('dead-letter', letter)
      const [kept, ...others] = await store().list('quarantine')
      assert.deepEqual(others, [])
      assert.deepEqual(kept, { id: kept?.id, ...letter })
      assert.equal(await store().count('dead-letter'), 1)
    })

    it('lists in the order of arrival, page by page', async () => {
      const before = (await store().list('quarantine')).at(-1)?.id ?? ''
      const sent = Array.from({ length: 12 }, () => aLetter())
      for (const letter of sent) await store().put('quarantine', letter)
      const first = await store().list('quarantine', { afterId: before, limit: 5 })
      const rest = await store().list('quarantine', { afterId: first.at(-1)?.id ?? '' })
      const listed = [...first, ...rest]
      assert.deepEqual([first.length, rest.length], [5, 7])
      assert.deepEqual(
        listed.map(({ messageId }) => messageId),
        sent.map(({ messageId }) => messageId),
      )
      assert.deepEqual(
        listed.map(({ id }) => id).sort(),
        listed.map(({ id }) => id),
      )
    })

    it('removes from the named box only; unknown ids are no error', async () => {
      const letter = aLetter()
      await store().put('quarantine', letter)
      const id = (await store().list('quarantine')).at(-1)?.id ?? ''
      const count = await store().count('quarantine')
      await store().remove('dead-letter', [id])
      assert.equal(await store().count('quarantine'), count)
      await store().remove('quarantine', [id, id, 'unknown'])
      assert.equal(await store().count('quarantine'), count - 1)
      await store().put('quarantine', letter)
      assert.equal(await store().count('quarantine'), count)
    })
  })
}
