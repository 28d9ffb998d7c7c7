/**
 * The message id of a replay: `id~1` of `id`, `id~2` of `id~1`. A letter box keeps a message id once, so under its old id a message that is
 * refused again would count as the letter that the replay is about to remove.
 */
export function nextMessageId(messageId: string): string {
  const { id, replays } = parse(messageId)
  return `${id}~${replays + 1}`
}

/** The id under which a message was first published. */
export function firstMessageId(messageId: string): string {
  return parse(messageId).id
}

function parse(messageId: string): { readonly id: string; readonly replays: number } {
  const [, id = messageId, replays = '0'] = /^(.*)~(\d+)$/s.exec(messageId) ?? []
  return { id, replays: Number(replays) }
}
