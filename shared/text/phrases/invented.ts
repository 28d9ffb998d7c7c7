/**
 * What speech recognition writes where nobody speaks: outros of the captions that it was trained on. Whole segments in lower case, their
 * letters and digits alone. Calls to subscribe are `isCallToAction`'s.
 */
const SEGMENTS: Readonly<Record<string, string>> = {
  en: `you | bye | bye bye | thank you | thank you so much | thank you very much | thanks | okay | the end | music | applause | silence | foreign
    | music playing | see you next time | see you in the next video | ill see you in the next video | to be continued | all rights reserved | no audio`,
  ar: 'شكرا | شكرا لكم | موسيقى | إلى اللقاء',
  cs: 'děkuji | hudba',
  de: 'vielen dank | danke | musik | bis zum nächsten mal | tschüss | das wars',
  el: 'ευχαριστώ | μουσική',
  es: 'gracias | música | aplausos | hasta la próxima | nos vemos en el próximo video',
  fr: 'merci | musique | à bientôt | à la prochaine',
  he: 'תודה | תודה רבה | מוזיקה',
  hi: 'धन्यवाद | संगीत',
  hu: 'köszönöm | zene',
  id: 'terima kasih | musik latar',
  it: 'grazie | musica | alla prossima',
  ja: 'ありがとうございました | おやすみなさい | 次回もお楽しみに | 音楽 | 拍手',
  ko: '감사합니다 | 음악 | 박수 | 다음 영상에서 만나요 | 한글자막',
  nl: 'bedankt | muziek | tot de volgende keer',
  pl: 'dziękuję | dziękuję za uwagę | muzyka | do zobaczenia',
  pt: 'obrigado | obrigada | até a próxima | tchau',
  ro: 'mulțumesc | muzică',
  ru: 'продолжение следует | спасибо | конец | спасибо за внимание | до встречи',
  scandinavian: 'tack | tack så mycket | tak | takk | kiitos',
  th: 'ขอบคุณครับ | ขอบคุณค่ะ | ดนตรี',
  tr: 'teşekkürler | teşekkür ederim | müzik | görüşmek üzere',
  uk: 'дякую | дякую за увагу',
  vi: 'cảm ơn | âm nhạc',
  zh: '谢谢 | 謝謝 | 谢谢大家 | 謝謝大家 | 音乐 | 音樂 | 字幕 | 未完待续 | 未完待續',
}

/** Credits of captions, wherever they stand in a segment; parts of regular expressions. */
const CREDITS: Readonly<Record<string, string>> = {
  sites: 'amara[. ]?org|opensubtitles|subscene|addic7ed|yts[. ]mx|dimatorzok|明镜与点点|明鏡與點點|优优独播剧场|優優獨播劇場|mbc 뉴스',
  en: '(?:subtitles?|captions?|captioning|subtitling|transcription|transcribed|translated|translation) (?:by|provided by)|closed captioning',
  ar: 'ترجمة (?:نانسي|و ?تدقيق)',
  cs: 'titulky (?:vytvořil|:)',
  de: 'untertitel (?:der|des|im auftrag|von|:)|untertitelung',
  el: 'υπότιτλοι',
  es: 'subtítulos (?:realizados|por|creados|:)|subtitulado por',
  fr: 'sous-titrage|sous-titres (?:réalisés|par|fr|:)',
  he: 'תרגום וכתוביות',
  hu: 'felirat(?:ok)?:',
  it: 'sottotitoli (?:creati|e revisione|a cura|:)',
  ko: '자막 ?(?:제공|:|by)',
  nl: 'ondertitel(?:d|s|ing) (?:door|ingediend|:)',
  pl: 'napisy (?:stworzone|:)|tłumaczenie (?:i napisy)',
  pt: 'legendas? (?:pela|por|:)|legendado por',
  ru: 'субтитры (?:сделал|создавал|подогнал|и перевод|:)|редактор субтитров',
  scandinavian: 'textning|undertekster(?:ne)? (?:af|av|:)|tekstet av',
  th: 'คำบรรยาย(?:โดย|:)',
  tr: 'altyaz[ıi] (?:m\\.?k|:|çeviri)',
  vi: 'phụ đề (?:được|bởi|:)',
  zh: '字幕(?:由|by|志愿|志願|制作|製作|組|组|提供|:)|(?:由|中文)字幕',
}

const WHOLE: ReadonlySet<string> = new Set(Object.values(SEGMENTS).flatMap((phrases) => phrases.normalize('NFKC').split(/\s*\|\s*/)))
const CREDIT = new RegExp(Object.values(CREDITS).join('|'), 'u')
const MAX_CHARACTERS = 120

/** Whether a whole segment is one of the stock phrases that speech recognition invents on music and silence. */
export function isInvented(segment: string): boolean {
  const lower = segment.normalize('NFKC').toLowerCase()
  if (lower.length > MAX_CHARACTERS) return false
  return WHOLE.has(lower.replace(/[^\p{L}\p{M}\p{N} ]/gu, '').trim()) || CREDIT.test(lower)
}
