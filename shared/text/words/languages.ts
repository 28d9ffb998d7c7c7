import * as stopword from 'stopword'
import { stemmer as arabic } from '@orama/stemmers/arabic'
import { stemmer as armenian } from '@orama/stemmers/armenian'
import { stemmer as danish } from '@orama/stemmers/danish'
import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as finnish } from '@orama/stemmers/finnish'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as german } from '@orama/stemmers/german'
import { stemmer as greek } from '@orama/stemmers/greek'
import { stemmer as hungarian } from '@orama/stemmers/hungarian'
import { stemmer as hindi } from '@orama/stemmers/indian'
import { stemmer as indonesian } from '@orama/stemmers/indonesian'
import { stemmer as irish } from '@orama/stemmers/irish'
import { stemmer as italian } from '@orama/stemmers/italian'
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian'
import { stemmer as nepali } from '@orama/stemmers/nepali'
import { stemmer as norwegian } from '@orama/stemmers/norwegian'
import { stemmer as portuguese } from '@orama/stemmers/portuguese'
import { stemmer as romanian } from '@orama/stemmers/romanian'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as serbian } from '@orama/stemmers/serbian'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import { stemmer as swedish } from '@orama/stemmers/swedish'
import { stemmer as tamil } from '@orama/stemmers/tamil'
import { stemmer as turkish } from '@orama/stemmers/turkish'
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian'
import { withoutParticle } from './korean.ts'

/** What the word side knows of a language. */
export interface LanguageRules {
  readonly script: Script
  readonly stopWords?: readonly string[]
  readonly stem?: (word: string) => string
}

export type Script =
  'Latin' | 'Cyrillic' | 'Greek' | 'Arabic' | 'Hebrew' | 'Armenian' | 'Devanagari' | 'Tamil' | 'Bengali' | 'Hangul' | 'Unspaced'

/** What is left of contractions once the apostrophe has split them. */
const CONTRACTED = 'don doesn didn isn wasn aren weren hasn haven hadn won wouldn couldn shouldn ain ll ve re'.split(' ')

/** By primary subtag. A language that is missing is neither stemmed nor freed of stop words. */
export const LANGUAGES: Readonly<Record<string, LanguageRules>> = {
  ar: { script: 'Arabic', stopWords: stopword.ara, stem: arabic },
  // @NOTE The package's Bulgarian stemmer assigns to a letter of a string, which throws for some plurals.
  bg: { script: 'Cyrillic', stopWords: stopword.bul },
  bn: { script: 'Bengali', stopWords: stopword.ben },
  ca: { script: 'Latin', stopWords: stopword.cat },
  cs: { script: 'Latin', stopWords: stopword.ces },
  da: { script: 'Latin', stopWords: stopword.dan, stem: danish },
  de: { script: 'Latin', stopWords: stopword.deu, stem: german },
  el: { script: 'Greek', stopWords: stopword.ell, stem: greek },
  en: { script: 'Latin', stopWords: [...stopword.eng, ...CONTRACTED], stem: english },
  es: { script: 'Latin', stopWords: stopword.spa, stem: spanish },
  et: { script: 'Latin', stopWords: stopword.est },
  fa: { script: 'Arabic', stopWords: stopword.fas },
  fi: { script: 'Latin', stopWords: stopword.fin, stem: finnish },
  fr: { script: 'Latin', stopWords: stopword.fra, stem: french },
  ga: { script: 'Latin', stopWords: stopword.gle, stem: irish },
  he: { script: 'Hebrew', stopWords: stopword.heb },
  hi: { script: 'Devanagari', stopWords: stopword.hin, stem: hindi },
  hr: { script: 'Latin', stopWords: stopword.hrv },
  hu: { script: 'Latin', stopWords: stopword.hun, stem: hungarian },
  hy: { script: 'Armenian', stopWords: stopword.hye, stem: armenian },
  id: { script: 'Latin', stopWords: stopword.ind, stem: indonesian },
  it: { script: 'Latin', stopWords: stopword.ita, stem: italian },
  ja: { script: 'Unspaced', stopWords: stopword.jpn },
  ko: { script: 'Hangul', stopWords: stopword.kor, stem: withoutParticle },
  lt: { script: 'Latin', stopWords: stopword.lit, stem: lithuanian },
  lv: { script: 'Latin', stopWords: stopword.lav },
  mr: { script: 'Devanagari', stopWords: stopword.mar },
  ne: { script: 'Devanagari', stem: nepali },
  nl: { script: 'Latin', stopWords: stopword.nld, stem: dutch },
  no: { script: 'Latin', stopWords: stopword.nob, stem: norwegian },
  pl: { script: 'Latin', stopWords: stopword.pol },
  pt: { script: 'Latin', stopWords: [...stopword.por, ...stopword.porBr], stem: portuguese },
  ro: { script: 'Latin', stopWords: stopword.ron, stem: romanian },
  ru: { script: 'Cyrillic', stopWords: stopword.rus, stem: russian },
  sk: { script: 'Latin', stopWords: stopword.slk },
  sl: { script: 'Latin', stopWords: stopword.slv },
  sr: { script: 'Cyrillic', stem: serbian },
  sv: { script: 'Latin', stopWords: stopword.swe, stem: swedish },
  ta: { script: 'Tamil', stem: tamil },
  th: { script: 'Unspaced', stopWords: stopword.tha },
  tr: { script: 'Latin', stopWords: stopword.tur, stem: turkish },
  uk: { script: 'Cyrillic', stopWords: stopword.ukr, stem: ukrainian },
  ur: { script: 'Arabic', stopWords: stopword.urd },
  vi: { script: 'Latin', stopWords: stopword.vie },
  zh: { script: 'Unspaced', stopWords: stopword.zho },
}
