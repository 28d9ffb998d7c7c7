import { cpus } from 'node:os'
import Table from 'cli-table3'

export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({ head: [...head], style: { head: [], border: [] } })
  table.push(...rows.map((row) => [...row]))
  console.log(table.toString())
}

/** What the figures were measured on. */
export function machineLine(): string {
  const cores = cpus()
  return `${cores.length} x ${cores[0]?.model ?? 'unknown processor'}, Node ${process.version}, peak memory ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB`
}
