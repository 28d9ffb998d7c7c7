/** A longer sentence says something beside the call. */
const MAX_CHARACTERS = 160

/** Calls to subscribe, like, follow and ring the bell, as they stand under videos; parts of regular expressions, in lower case. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  en: [
    "(?:please|don't forget to|make sure to|be sure to|and|or) subscribe",
    '^subscribe$',
    '^(?:▶ )?subscribe (?:now|here|today|for|and|on|us|:|to (?:our|my|the|this|us)\\b)',
    "subscribe to (?:our|my|this|the|\\S+'s|\\S+ on) (?:youtube|channel|podcast|newsletter|official)",
    'follow (?:us|me|him|her|them|our|my \\S+) (?:on|at|here|via|:)',
    '^follow (?:us|me)\\W*$',
    'like (?:and|&|,) (?:subscribe|share|comment|follow)',
    '(?:hit|smash|press|click|tap|ring|turn on) (?:on )?(?:the |that |post )?(?:like|bell|subscribe|notification|link below)',
    '(?:leave|drop|give) (?:us |me |it |this video )?a (?:like|thumbs up)',
    '(?:thanks|thank you) (?:so much |very much )?for watching',
    '(?:become a (?:patron|channel member)|support (?:us|me|this channel|the channel) on)',
  ],
  ar: ['اشترك(?:وا)? (?:في|معنا|الآن)', 'لا تنس(?:وا|ى)? (?:الاشتراك|الإشتراك)', 'تابعونا', 'فعّ?ل(?:وا)? (?:زر )?الجرس', 'شكرا للمشاهدة'],
  cs: ['odebírejte', 'odeb[ěe]r kanálu', 'sledujte nás'],
  da: ['abonn[eé]r på', 'følg (?:os|mig) på'],
  de: [
    'abonn?iere?t? (?:den|unseren|meinen|jetzt|uns|hier)',
    'kanal (?:zu )?abonnieren',
    'jetzt abonnieren',
    'folg(?:e|t) (?:uns|mir) ',
    'daumen (?:nach )?(?:hoch|oben)',
    '(?:danke|vielen dank) fürs? (?:zusch|ansch)auen',
    'glocke aktivieren',
  ],
  el: ['εγγραφείτε στο', 'ακολουθήστε μας'],
  es: [
    'suscr[ií]b(?:e|i|a)(?:te|rse|nse) ',
    'suscr[ií]b(?:e|a)(?:te|nse)\\W*$',
    's[ií]gu?(?:e|a)n?(?:os|me) en',
    'dale (?:a )?(?:me gusta|like)',
    'activa la campan',
    'gracias por ver',
  ],
  fi: ['tilaa kanava', 'seuraa (?:meitä|minua)'],
  fr: [
    'abonnez[- ]vous',
    'abonne[- ]toi',
    "(?:n'oubliez pas|pensez) (?:de|à) (?:vous abonner|liker)",
    'suivez[- ](?:nous|moi)',
    'mettez? un (?:pouce|like)',
    "merci d'avoir (?:regardé|suivi)",
    'activez? la cloche',
  ],
  he: ['הירשמו לערוץ', 'עקבו אחרינו'],
  hi: ['सब्सक्राइब', 'चैनल को (?:लाइक|फॉलो)'],
  hu: ['iratkozz(?:on|atok)? fel', 'kövess(?:en|etek)? minket'],
  id: [
    'jangan lupa (?:subscribe|like|untuk)',
    'subscribe (?:channel|ya)',
    'ikuti kami',
    'terima ?kasih (?:telah|sudah) menonton',
    'langgan saluran',
  ],
  it: [
    'iscriv(?:iti|etevi) (?:al|a|sul|ora|per)',
    'iscriv(?:iti|etevi)\\W*$',
    'segui(?:mi|ci|teci) (?:su|anche)',
    'metti (?:un )?(?:mi piace|like)',
    'attiva la campanella',
    'grazie per (?:la visione|aver guardato)',
  ],
  ja: ['チャンネル登録', '高評価', 'フォロー(?:お願い|して)', 'ご(?:視聴|覧いただき)ありがとう'],
  ko: ['구독(?:과|하기|,|을| 부탁| 및| &|해)', '좋아요(?:와|,| 부탁| 눌러)', '알림 ?설정', '시청해 ?주셔서 감사'],
  nl: ['abonneer(?: je)? (?:op|nu|je|hier)', 'volg (?:ons|mij|me) op', 'bedankt voor het kijken'],
  no: ['abonner på', 'følg (?:oss|meg) på'],
  pl: ['za?subskrybuj', 'obserwuj(?:cie)? (?:nas|mnie)', 'zostaw (?:łapkę|lajka)', '(?:dziękuję|dzięki) za (?:obejrzenie|oglądanie)'],
  pt: [
    'inscrev(?:a|am)-se',
    'se inscrev(?:a|am|er)',
    'subscrev(?:a|am) o',
    'siga(?:m)?(?:-| )?(?:nos|me|a gente|o canal) ',
    'deix[ea] (?:o |seu |um )?like',
    'ative o sin',
    'obrigad[oa] por assistir',
  ],
  ro: ['abon(?:ați|eaz[ăa])-(?:vă|te)', 'urmăriți-ne'],
  ru: [
    'подпи(?:сывайтесь|шитесь|сывайся|шись)',
    'подписаться на (?:канал|наш)',
    'став(?:ьте|ь) лайк',
    'жми(?:те)? на колокольчик',
    'спасибо за просмотр',
    'мы в (?:соцсетях|telegram|вконтакте)',
  ],
  sv: ['prenumerera (?:på|gärna|nu)', 'följ (?:oss|mig) på'],
  th: ['กดติดตาม', 'กด(?:ไลค์|ไลก์|กระดิ่ง|แชร์)', 'ติดตาม(?:ช่อง|เราได้|พวกเรา)', 'ขอบคุณที่(?:รับชม|ติดตาม)'],
  tr: ['abone ol(?:un|mayı|manız)?', 'takip e(?:t|din|debilir)', 'beğenmeyi', 'izlediğiniz için teşekkür'],
  uk: ['підпи(?:суйтесь|суйтеся|шіться|сатися на канал)', 'став(?:те|ь) (?:лайк|вподобайк)', 'дякую за перегляд'],
  vi: [
    'đăng ký kênh',
    '(?:hãy|nhớ|đừng quên) (?:đăng ký|subscribe|like)',
    'theo dõi (?:chúng tôi|mình|kênh)',
    'cảm ơn (?:các )?bạn đã (?:theo dõi|xem)',
  ],
  zh: [
    '(?:请|請|记得|記得|欢迎|歡迎|点击|點擊|点个|按赞|按讚|不吝).{0,6}(?:订阅|訂閱|关注|關注|点赞|點讚)',
    '^(?:订阅|訂閱|关注|關注)',
    '(?:订阅|訂閱)(?:我|频道|頻道)',
    '(?:感谢|感謝|谢谢|謝謝)(?:大家)?(?:的)?(?:观看|觀看|收看)',
  ],
}

const CALL = new RegExp(Object.values(CALLS).flat().join('|'), 'u')

/** Whether a sentence is one of those that ask viewers to subscribe, like, follow or come back, in any of some thirty languages. */
export function isCallToAction(sentence: string): boolean {
  return sentence.length <= MAX_CHARACTERS && CALL.test(sentence.toLowerCase().replaceAll('’', "'"))
}
