/**
 * The key by which languages compare: the primary subtag, for Chinese with its script (`zh-hans`, `zh-hant`).
 * @returns undefined for a tag that is no BCP 47 tag.
 */
export function languageKey(tag: string): string | undefined {
  try {
    const locale = new Intl.Locale(tag)
    if (locale.language !== 'zh') return locale.language
    return `zh-${(locale.maximize().script ?? 'Hans').toLowerCase()}`
  } catch {
    return undefined
  }
}
