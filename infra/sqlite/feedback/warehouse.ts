import { periodParameters } from '#shared/feedback/period.ts'
import type { FeedbackWarehouse } from '#shared/feedback/warehouse.ts'
import type { Threads } from '../threads.ts'
import { reportStatement } from './statements.ts'

export function createFeedbackWarehouse({ read, write }: Pick<Threads, 'read' | 'write'>): FeedbackWarehouse {
  return {
    report: async (name, period) => {
      const sql = await reportStatement(name)
      return (await read('select', { sql, parameters: periodParameters(sql, period) })) as never
    },
    countOfViewers: (pseudonyms) => read('countOfViewers', { pseudonyms }),
    eraseViewers: (pseudonyms) => write('eraseViewers', { pseudonyms }),
  }
}
