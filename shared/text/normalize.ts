export function normalizeLine(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim()
}
export function normalizeText(text: string): string {
  return text.normalize('NFKC').trim()
}
