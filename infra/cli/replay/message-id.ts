/**
 * The message id of a replay: `id~1` of `id`, `id~2` of `id~1`. A letter box keeps a message id once, so under its old id a message that is
 * refused again would count as the letter that the replay is about to remove.
 */
export function nextMessageId(messageId: string): string {
  const [, id = messageId, times = '0'] = /^(.*)~(\d+)$/s.exec(messageId) ?? []
  return `${id}~${Number(times) + 1}`
}
