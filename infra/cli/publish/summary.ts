import type { Colors } from '../terminal/colors.ts'
import { printable, shorten } from '../terminal/table.ts'
import type { PublishReport, Remark } from './tally.ts'

const SHOWN = 20

/** What came of a publish, for people: counts, then the lines that did not get through, by number and reason. */
export function summaryText(report: PublishReport, colors: Colors): string {
  const { sent, refused, failed, skipped, seconds, eventsPerSecond } = report
  const faulty = (text: string, count: number) => (count > 0 ? colors.red(text) : text)
  const counts = [
    colors.bold(`sent ${sent}`),
    faulty(`refused ${refused}`, refused),
    faulty(`failed ${failed}`, failed),
    ...(skipped > 0 ? [`settled before ${skipped}`] : []),
    `${seconds} s`,
    `${eventsPerSecond} events/s`,
  ]
  return [
    counts.join(' · '),
    ...list('refused', report.refusedLines, refused),
    ...list('failed, kept in the dead-letter box', ...failures(report, true)),
    ...list('failed and not kept', ...failures(report, false)),
  ].join('\n')
}

function failures({ failures }: PublishReport, kept: boolean): [readonly Remark[], number] {
  const chosen = failures.filter((failure) => failure.kept === kept)
  return [chosen, chosen.length]
}

function list(title: string, remarks: readonly Remark[], count: number): readonly string[] {
  if (remarks.length === 0) return []
  const lines = remarks.slice(0, SHOWN).map(({ file, line, reason }) => `  ${file}:${line}  ${shorten(printable(reason), 200)}`)
  return [`${title}:`, ...lines, ...(count > SHOWN ? [`  … and ${count - SHOWN} more`] : [])]
}
