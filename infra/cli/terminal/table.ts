import Table from 'cli-table3'

/** Lines of aligned columns without borders. The last column may be as wide as it likes; control characters are taken out. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({ head: [...head], chars: NO_BORDERS, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 } })
  table.push(...rows.map((row) => row.map(printable)))
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** Without what a terminal would take for a command. Colours are added after this, never by what is shown. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim()
}

/** At most `width` characters, with an ellipsis where some are left out. */
export function shorten(text: string, width: number): string {
  const characters = Array.from(text)
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`
}

const EDGES = ['top', 'bottom', 'left', 'right', 'mid']
const CHARACTERS = [...EDGES.flatMap((edge) => [edge, `${edge}-mid`, `${edge}-left`, `${edge}-right`]), 'middle']
const NO_BORDERS: Readonly<Record<string, string>> = Object.fromEntries(CHARACTERS.map((name) => [name, '']))
