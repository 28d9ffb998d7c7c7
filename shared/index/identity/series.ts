import { plainTitle } from './title.ts'
import { shortHash } from './short-hash.ts'

/** A part of a series: parts of one series share the key. */
export interface Series {
  readonly key: string
  readonly part: number
}

/** Words before the number of a part, in the languages that most videos are in; those after it, where a language has it so. */
const BEFORE =
  'part|pt|episode|ep|lecture|lesson|chapter|vol|volume|day|session|class|week|teil|folge|lektion|kapitel|partie|épisode|leçon|chapitre|cours|' +
  'parte|episodio|capítulo|lección|clase|lezione|puntata|episódio|aula|capitulo|deel|aflevering|les|część|odcinek|lekcja|bölüm|ders|kısım|' +
  'часть|серия|урок|лекция|выпуск|частина|серія|الجزء|الحلقة|الدرس|ตอนที่|ตอน|บทที่|第'
const MARKED = new RegExp(String.raw`(?:^|[^\p{L}])(?:${BEFORE})\s*(\p{Nd}{1,3})(?!\p{Nd})`, 'u')
const OF_SO_MANY = /(?<![\p{Nd}/.])(\p{Nd}{1,3}) ?(?:\/|of|von|de|sur|di|из) ?\p{Nd}{1,3}(?![\p{Nd}/.%])/u
const AFTER = /(?:^|[^\p{Nd}])(\p{Nd}{1,3})\s*(?:화|회|강|부|편)/u
const SIGNED = /[#№]\s?(\d{1,3})(?!\d)|[([](\d{1,3})\/\d{1,3}[)\]]/u

/**
 * The series that a title names and its part in it ("part 2", "(1/3)", "Folge 4", "第5回"): what stands before the part, on its
 * channel, is the series. Undefined where no part is named, or nothing before it and no channel that could tell series apart.
 */
export function seriesOf(title: string, channelId: string | undefined): Series | undefined {
  if (channelId === undefined) return undefined
  const text = title.normalize('NFKC').toLowerCase()
  const match = SIGNED.exec(text) ?? MARKED.exec(text) ?? AFTER.exec(text) ?? OF_SO_MANY.exec(text)
  if (match === null) return undefined
  const part = Number(match[1] ?? match[2])
  const name = plainTitle(text.slice(0, match.index + match[0].search(/\p{Nd}/u)))
  return Number.isSafeInteger(part) ? { key: shortHash(['series', name, channelId]), part } : undefined
}
