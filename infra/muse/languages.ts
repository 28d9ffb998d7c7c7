/** The languages that MUSE was trained on, as primary subtags, and Indonesian, which matches across languages as well as they do. */
export const MUSE_LANGUAGES: ReadonlySet<string> = new Set([
  'ar',
  'de',
  'en',
  'es',
  'fr',
  'id',
  'it',
  'ja',
  'ko',
  'nl',
  'pl',
  'pt',
  'ru',
  'th',
  'tr',
  'zh',
])
