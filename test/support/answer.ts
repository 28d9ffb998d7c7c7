import type { Answer, AnswerItem } from '#shared/recommendation/answer.ts'

/** An item as an answer holds it. */
export function anItem(fields: Partial<AnswerItem> = {}): AnswerItem {
  const id = fields.id ?? 'harbour'
  return {
    id,
    tier: 'similar',
    score: 0.61,
    confidence: 0.82,
    reason: { code: 'similar', text: 'About a similar subject' },
    title: `Title of ${id}`,
    channelId: 'north-quay',
    language: 'en',
    durationSeconds: 245,
    publishedAt: '2026-03-01T12:00:00.000Z',
    ...fields,
  }
}

/** An answer that holds the items and is as it should be in all the rest. */
export function anAnswer(fields: Partial<Answer> = {}): Answer {
  const items = fields.items ?? [anItem()]
  return {
    shelfId: 'shelf',
    seed: { status: 'none', languages: [] },
    recipe: { name: 'recipe', digest: 'd1' },
    experiment: null,
    items,
    fill: { requested: 12, returned: items.length, byTier: {}, degraded: false, why: null },
    cursor: null,
    ...fields,
  }
}
