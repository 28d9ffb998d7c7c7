import { hash } from 'node:crypto'
import type { Letter, LetterBox, LetterStore, Visit } from '#shared/events/letters.ts'
import { settleAll } from '#shared/settle.ts'
import type { Connection, Row } from './connection.ts'
import type { Threads } from './threads.ts'

/** Letters are whole messages of up to 10 MB: few are held at once. */
const PAGE = 16

interface StoredLetter {
  /** Rises with time. */
  readonly n: number
  readonly letter: Letter
}

export function createLetterStore(threads: Threads): LetterStore {
  return {
    put: (box, letter) => threads.write('putLetter', { box, letter }),
    visit: (box, handle, visit) => visitPages(threads, box, handle, visit),
    count: (box) => threads.read('countLetters', { box }),
  }
}

async function visitPages(
  { read, write }: Threads,
  box: LetterBox,
  handle: Parameters<LetterStore['visit']>[1],
  { before, limit = Infinity, signal }: Visit,
): Promise<void> {
  const settle = async ({ n, letter }: StoredLetter) => {
    if ((await handle(letter)) === 'remove') await write('removeLetter', { n })
  }
  for (const at = { after: 0, left: limit }; at.left > 0 && signal?.aborted !== true;) {
    const page = await read('listLetters', { box, after: at.after, before, limit: Math.min(PAGE, at.left) })
    const last = page.at(-1)
    if (last === undefined) return
    await settleAll(page.map(settle))
    Object.assign(at, { after: last.n, left: at.left - page.length })
  }
}

export function putLetter(connection: Connection, { box, letter }: { box: LetterBox; letter: Letter }): void {
  const { messageId, receivedAt, reason, data } = letter
  connection.run(
    `INSERT INTO letters (box, message_id, received_at, reason, attributes, data, data_digest)
     VALUES ($box, $messageId, $receivedAt, $reason, $attributes, $data, $digest) ON CONFLICT DO NOTHING`,
    { box, messageId, receivedAt, reason, attributes: JSON.stringify(letter.attributes), data, digest: hash('sha256', data) },
  )
}

export function listLetters(
  connection: Connection,
  { box, after, before, limit }: { box: LetterBox; after: number; before: number; limit: number },
): StoredLetter[] {
  const sql = 'SELECT * FROM letters WHERE box = $box AND n > $after AND received_at < $before ORDER BY n LIMIT $limit'
  return connection.all(sql, { box, after, before, limit }).map(storedLetter)
}

export function removeLetter(connection: Connection, { n }: { n: number }): void {
  connection.run('DELETE FROM letters WHERE n = $n', { n })
}

export function countLetters(connection: Connection, { box }: { box: LetterBox }): number {
  return Number(connection.get('SELECT count(*) AS letters FROM letters WHERE box = $box', { box })?.['letters'])
}

function storedLetter(row: Row): StoredLetter {
  const letter = {
    messageId: String(row['message_id']),
    receivedAt: Number(row['received_at']),
    reason: String(row['reason']),
    attributes: JSON.parse(String(row['attributes'])) as Letter['attributes'],
    data: String(row['data']),
  }
  return { n: Number(row['n']), letter }
}
