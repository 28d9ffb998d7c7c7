/**
 * A report as one HTML page that needs nothing else: no script, no font, no request.
 *
 *     page({ title: 'Calibration', sections: [{ heading: 'Held-out pairs', text: 'What …', plot: dotPlot({ … }), table: { … } }] })
 *
 * Plots (plots.ts): `linePlot`, `dotPlot`, `barPlot`. All texts are escaped; the same report gives the same bytes. Light and dark as the reader's
 * system is, and every plot wants a table beside it that holds its numbers.
 */
import type { Plot } from './frame.ts'
import { element, text, type Markup } from './markup.ts'
import { STYLE } from './style.ts'

export interface Report {
  readonly title: string
  /** What the reader should take away, one paragraph. */
  readonly lead?: string
  readonly sections: readonly Section[]
}

export interface Section {
  readonly heading: string
  /** Paragraphs, an empty line between them. */
  readonly text?: string
  readonly plot?: Plot
  readonly table?: Table
}

export interface Table {
  readonly caption: string
  readonly head: readonly string[]
  /** The first cell names the row. */
  readonly rows: readonly (readonly (string | number)[])[]
}

/** Even a report that was tampered with runs no script and asks nobody. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

export function page({ title, lead, sections }: Report): string {
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    element('title', {}, text(title)),
    element('style', {}, STYLE),
  ]
  const main = [element('h1', {}, text(title)), lead === undefined ? '' : paragraphs(lead), ...sections.map(section)]
  const html = element('html', { lang: 'en' }, [element('head', {}, head), element('body', {}, element('main', {}, main))])
  return `<!doctype html>\n${html}\n`
}

function section({ heading, text: words, plot, table }: Section, place: number): Markup {
  const id = `section-${place + 1}`
  return element('section', { 'aria-labelledby': id }, [
    element('h2', { id }, text(heading)),
    words === undefined ? '' : paragraphs(words),
    plot?.(`plot-${place + 1}`) ?? '',
    table === undefined ? '' : tableOf(table),
  ])
}

function paragraphs(words: string): Markup {
  return words
    .split('\n\n')
    .map((paragraph) => element('p', {}, text(paragraph)))
    .join('')
}

/** In a region of its own that scrolls, and that a keyboard reaches: a wide table must not widen the page. */
function tableOf({ caption, head, rows }: Table): Markup {
  const columns = head.map((name) => element('th', { scope: 'col' }, text(name)))
  const row = ([name = '', ...cells]: readonly (string | number)[]) =>
    element('tr', {}, [element('th', { scope: 'row' }, text(name)), ...cells.map((cell) => element('td', {}, text(cell)))])
  const table = element('table', {}, [
    element('caption', {}, text(caption)),
    element('thead', {}, element('tr', {}, columns)),
    element('tbody', {}, rows.map(row)),
  ])
  return element('div', { class: 'scrolls', role: 'region', tabindex: 0, 'aria-label': caption }, table)
}
