import type { Answer, AnswerItem } from '#shared/recommendation/answer.ts'
import type { Colors } from '../terminal/colors.ts'
import { printable, renderTable, shorten } from '../terminal/table.ts'

/** An answer as a table, the asked-for video above it and what it lacks below. */
export function answerText(answer: Answer, colors: Colors): string {
  const { items, fill } = answer
  const head = ['', 'id', 'tier', 'score', 'conf.', 'reason', 'title', 'lang.', 'channel']
  const why =
    fill.why === null ? [] : [colors.yellow(`${fill.returned} of ${fill.requested}: ${fill.why}${fill.degraded ? ' (degraded)' : ''}`)]
  const table = items.length === 0 ? 'Nothing to show.' : renderTable(head, items.map(row))
  return [...seedLine(answer, colors), table, ...why].join('\n')
}

function row(item: AnswerItem, place: number): readonly string[] {
  return [
    String(place + 1),
    item.id,
    item.tier ?? '',
    item.score?.toFixed(3) ?? '–',
    item.confidence?.toFixed(2) ?? '–',
    item.reason?.text ?? '',
    shorten(item.title ?? '', 60),
    item.language ?? '',
    item.channelId ?? '',
  ]
}

function seedLine({ seed }: Answer, { bold, dim }: Colors): readonly string[] {
  if (seed.id === undefined) return []
  const about = [seed.id, seed.language, seed.channelId].flatMap((part) => (part === undefined ? [] : [printable(part)])).join(' · ')
  return [`${bold(printable(seed.title ?? seed.status))}  ${dim(about)}`, '']
}
