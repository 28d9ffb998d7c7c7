import { describe } from 'node:test'
import { warehouseContract } from '#test/contracts/warehouse.ts'
import { openTemporaryDataset, skipWithoutBigQuery } from '#test/support/bigquery.ts'

describe('BigQuery keeps the contracts', { skip: skipWithoutBigQuery }, () => {
  warehouseContract('BigQuery', () => openTemporaryDataset({ rangeSize: 3 }))
})
