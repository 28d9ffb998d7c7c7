import type { Letter, LetterBox, LetterStore } from '#shared/events/letters.ts'
import type { Connection, Row } from './connection.ts'
import type { Threads } from './threads.ts'

/** Digits of a letter's id: so many that ids rise as texts too. */
const ID_DIGITS = 16
const PAGE = 100

export function createLetterStore({ read, write }: Threads): LetterStore {
  return {
    put: (box, letter) => write('putLetter', { box, letter }),
    list: (box, { afterId = '0', limit = PAGE } = {}) => read('listLetters', { box, afterId, limit }),
    remove: (box, ids) => write('removeLetters', { box, ids }),
    count: (box) => read('countLetters', { box }),
  }
}

export function putLetter(connection: Connection, { box, letter }: { box: LetterBox; letter: Omit<Letter, 'id'> }): void {
  const { messageId, receivedAt, reason, data } = letter
  connection.run(
    `INSERT INTO letters (box, message_id, received_at, reason, attributes, data)
     VALUES ($box, $messageId, $receivedAt, $reason, $attributes, $data) ON CONFLICT (box, message_id) DO NOTHING`,
    { box, messageId, receivedAt, reason, attributes: JSON.stringify(letter.attributes), data },
  )
}

export function listLetters(connection: Connection, { box, afterId, limit }: { box: LetterBox; afterId: string; limit: number }): Letter[] {
  const sql = 'SELECT * FROM letters WHERE box = $box AND n > $after ORDER BY n LIMIT $limit'
  return connection.all(sql, { box, after: Number(afterId), limit }).map(letterOf)
}

export function removeLetters(connection: Connection, { box, ids }: { box: LetterBox; ids: readonly string[] }): void {
  const numbers = JSON.stringify(ids.map(Number))
  connection.run('DELETE FROM letters WHERE box = $box AND n IN (SELECT value FROM json_each($numbers))', { box, numbers })
}

export function countLetters(connection: Connection, { box }: { box: LetterBox }): number {
  return Number(connection.get('SELECT count(*) AS letters FROM letters WHERE box = $box', { box })?.['letters'])
}

function letterOf(row: Row): Letter {
  return {
    id: String(row['n']).padStart(ID_DIGITS, '0'),
    messageId: String(row['message_id']),
    receivedAt: Number(row['received_at']),
    reason: String(row['reason']),
    attributes: JSON.parse(String(row['attributes'])) as Letter['attributes'],
    data: String(row['data']),
  }
}
