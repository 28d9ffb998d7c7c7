import { UpnextError } from '#shared/errors.ts'

/** @throws UpnextError `embedding` when a text has nothing but white space: models give such texts a vector that means nothing. */
export function refuseEmptyTexts(texts: readonly string[]): void {
  const at = texts.findIndex((text) => text.trim() === '')
  if (at === -1) return
  throw new UpnextError('embedding', `Text ${at + 1} of ${texts.length} is empty`, {
    fix: 'Leave empty texts out before embedding.',
  })
}
