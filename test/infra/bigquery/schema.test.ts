import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { COLUMNS, TABLES, VIEWS, type TableName } from '#infra/bigquery/schema.ts'

const names = Object.keys(TABLES) as TableName[]

describe('the schema', () => {
  it('describes every table, column and view', () => {
    for (const { description } of [...Object.values(TABLES), ...Object.values(VIEWS)]) assert.match(description, /.{20,}\.$/)
    for (const name of names) {
      for (const column of COLUMNS[name]) {
        assert.deepEqual(Object.keys(column).slice(0, 4), ['name', 'type', 'mode', 'description'])
        assert.match(column.description, /.{10,}\.$/, `${name}.${column.name}`)
      }
    }
  })

  it('partitions and clusters by columns that are there', () => {
    for (const name of names) {
      const columns = new Map(COLUMNS[name].map((column) => [column.name, column]))
      assert.equal(columns.get(TABLES[name].partitioning.field)?.type, 'TIMESTAMP')
      for (const field of TABLES[name].clustering) assert.match(columns.get(field)?.mode ?? '', /REQUIRED|NULLABLE/, `${name}.${field}`)
    }
  })

  it('has the file that it names for each table and view', async () => {
    for (const name of names) {
      const text = await readFile(new URL(`../../../infra/bigquery/schema/${TABLES[name].schema}`, import.meta.url), 'utf8')
      assert.deepEqual(JSON.parse(text), COLUMNS[name])
    }
    for (const { query } of Object.values(VIEWS)) {
      assert.match(await readFile(new URL(`../../../infra/bigquery/schema/${query}`, import.meta.url), 'utf8'), /FROM `\$\{dataset\}\.\w+`/)
    }
  })
})
