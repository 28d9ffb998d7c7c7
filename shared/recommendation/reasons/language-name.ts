const NAMES = new Intl.DisplayNames(['en'], { type: 'language' })

/** "in French": where a video stands among languages, as a sentence goes on. */
export function inLanguage(language: string | undefined): string {
  return language === undefined ? 'in a language that is not known' : `in ${NAMES.of(language) ?? language}`
}
