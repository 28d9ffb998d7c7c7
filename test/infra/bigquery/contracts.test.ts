import { describe } from 'node:test'
import { messageOf } from '#shared/feedback/message.ts'
import { feedbackContract } from '#test/contracts/feedback.ts'
import { warehouseContract } from '#test/contracts/warehouse.ts'
import { watchesContract } from '#test/contracts/watches.ts'
import { insertMessages, openTemporaryDataset, skipWithoutBigQuery } from '#test/support/bigquery.ts'

describe('BigQuery keeps the contracts', { skip: skipWithoutBigQuery }, () => {
  warehouseContract('BigQuery', () => openTemporaryDataset({ rangeSize: 3 }))
  feedbackContract('BigQuery', async () => {
    const dataset = await openTemporaryDataset()
    return { ...dataset, append: (rows) => insertMessages(dataset.place, rows.map(messageOf)) }
  })
  watchesContract('BigQuery', async () => {
    const dataset = await openTemporaryDataset()
    return { ...dataset, append: (rows) => insertMessages(dataset.place, rows.map(messageOf)) }
  })
})
