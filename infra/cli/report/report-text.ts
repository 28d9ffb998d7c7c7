import type { FeedbackSummary } from '#shared/feedback/report/summary.ts'
import type { Colors } from '../terminal/colors.ts'
import { renderTable } from '../terminal/table.ts'
import {
  clickFigures,
  coverageFigures,
  DIMENSIONS,
  flaggedFigures,
  freshnessFigures,
  neverShownFigures,
  sessionFigures,
  type Figures,
} from './figures.ts'

/** What fits on a screen; the page and the JSON have more. */
const NEVER_SHOWN = 10

/** The summary for a terminal. What nothing happened in is left out. */
export function reportText(summary: FeedbackSummary, { bold }: Colors): string {
  const part = (heading: string, figures: Figures) =>
    figures.rows.length === 0 ? [] : [`${bold(heading)}\n${renderTable(figures.head, figures.rows)}`]
  const { from, to } = summary.period
  const parts = [
    ...(isEmpty(summary) ? [NOTHING] : DIMENSIONS.flatMap((one) => part(one.heading, clickFigures(summary, one.dimension)))),
    ...(summary.sessions.sessions === 0 ? [] : part('Sessions', sessionFigures(summary))),
    ...part('Exposure', coverageFigures(summary)),
    ...(summary.freshness.videos === 0 ? [] : part('From publishing to being recommendable', freshnessFigures(summary))),
    ...part('Never shown, longest there first', neverShownFigures(summary, NEVER_SHOWN)),
    ...part('Counted nowhere', flaggedFigures(summary)),
  ]
  return [`${from} to ${to} (UTC)`, ...parts].join('\n\n')
}

/** Whether nobody was shown anything. */
export function isEmpty({ groups }: FeedbackSummary): boolean {
  return groups.length === 0
}

export const NOTHING = `Nobody was shown anything in these days. Pages send what is seen to POST /v1/events; --from, --to or --days look at other days.`
