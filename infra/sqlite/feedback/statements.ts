import { access, readFile } from 'node:fs/promises'
import tables from '#infra/bigquery/schema/tables.json' with { type: 'json' }
import type { ReportName } from '#shared/feedback/warehouse.ts'

/** In an order in which each reads only those before it. */
const VIEWS = Object.keys(tables.views).filter((name) => name.startsWith('feedback_'))

/** A report's statement for SQLite. */
export async function reportStatement(name: ReportName): Promise<string> {
  return withViews(await readFile(new URL(`../../bigquery/reports/${name}.sql`, import.meta.url), 'utf8'))
}

/**
 * A statement over the feedback's views, which BigQuery runs as it is, made one of SQLite: the views go before it as common table expressions.
 * Those with functions of BigQuery have a twin for SQLite beside them.
 */
export async function withViews(statement: string): Promise<string> {
  const views = await Promise.all(VIEWS.map(async (name) => `${name} AS (\n${await viewQuery(name)})`))
  const own = localNames(statement).replace(/^(?:\s*--.*\n)*/, '')
  return `WITH ${views.join(',\n')}${/^WITH\b/.test(own) ? `, ${own.slice('WITH'.length)}` : `\n${own}`}`
}

async function viewQuery(name: string): Promise<string> {
  const twin = new URL(`../../bigquery/schema/${name}.sqlite.sql`, import.meta.url)
  const hasTwin = await access(twin).then(
    () => true,
    () => false,
  )
  return localNames(await readFile(hasTwin ? twin : new URL(`../../bigquery/schema/${name}.sql`, import.meta.url), 'utf8'))
}

/** BigQuery's names have project and dataset in front. */
function localNames(sql: string): string {
  return sql.replaceAll('${dataset}.', '')
}
