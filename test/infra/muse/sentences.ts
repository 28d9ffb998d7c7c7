/** A title and a description in each language that the model was trained on. */
export const KNOWN: Readonly<Record<string, readonly [title: string, description: string]>> = {
  ar: ['كيف نزرع الطماطم على الشرفة', 'نشرح في هذا الفيديو كيف تختار التربة المناسبة وكم مرة تسقي النباتات في الصيف.'],
  de: ['Tomaten auf dem Balkon anbauen', 'Welche Erde sich eignet, wie oft gegossen wird und wann die ersten Früchte reif sind.'],
  en: ['Growing tomatoes on a balcony', 'Which soil to choose, how often to water in summer, and when the first fruit is ripe.'],
  es: ['Cómo cultivar tomates en el balcón', 'Qué tierra elegir, cuántas veces regar en verano y cuándo maduran los primeros frutos.'],
  fr: ['Cultiver des tomates sur un balcon', 'Quelle terre choisir, combien de fois arroser en été et quand cueillir les premiers fruits.'],
  it: ['Coltivare pomodori sul balcone', 'Quale terra scegliere, quante volte annaffiare in estate e quando maturano i primi frutti.'],
  ja: ['ベランダでトマトを育てる方法', 'どの土を選ぶか、夏は何回水をやるか、最初の実がいつ熟すかを説明します。'],
  ko: ['베란다에서 토마토 키우는 방법', '어떤 흙을 고르고 여름에는 물을 몇 번 주어야 하는지 알려 드립니다.'],
  nl: [
    'Tomaten kweken op het balkon',
    'Welke aarde je kiest, hoe vaak je in de zomer water geeft en wanneer de eerste vruchten rijp zijn.',
  ],
  pl: ['Jak uprawiać pomidory na balkonie', 'Jaką ziemię wybrać, jak często podlewać latem i kiedy dojrzewają pierwsze owoce.'],
  pt: ['Como cultivar tomates na varanda', 'Que terra escolher, quantas vezes regar no verão e quando amadurecem os primeiros frutos.'],
  ru: ['Как вырастить помидоры на балконе', 'Какую землю выбрать, как часто поливать летом и когда созревают первые плоды.'],
  th: ['วิธีปลูกมะเขือเทศบนระเบียง', 'ควรเลือกดินแบบไหน รดน้ำบ่อยแค่ไหนในหน้าร้อน และเก็บผลแรกได้เมื่อไหร่'],
  tr: ['Balkonda domates nasıl yetiştirilir', 'Hangi toprak seçilmeli, yazın ne kadar sulanmalı ve ilk meyveler ne zaman olgunlaşır.'],
  zh: ['如何在阳台上种西红柿', '选择什么样的土壤，夏天多久浇一次水，第一批果实什么时候成熟。'],
  'zh-TW': ['如何在陽台上種番茄', '選擇什麼樣的土壤，夏天多久澆一次水，第一批果實什麼時候成熟。'],
}

/** The same in languages that it was not trained on. */
export const UNKNOWN: Readonly<Record<string, readonly [title: string, description: string]>> = {
  bn: ['বারান্দায় টমেটো চাষের উপায়', 'কোন মাটি বেছে নেবেন, গরমে কতবার জল দেবেন এবং প্রথম ফল কখন পাকে।'],
  fa: ['چگونه در بالکن گوجه فرنگی بکاریم', 'در این ویدیو می‌گوییم چه خاکی انتخاب کنید و در تابستان چند بار آب بدهید.'],
  he: ['איך לגדל עגבניות במרפסת', 'איזו אדמה לבחור, כמה פעמים להשקות בקיץ ומתי הפרי הראשון מבשיל.'],
  hi: ['बालकनी में टमाटर कैसे उगाएँ', 'कौन सी मिट्टी चुनें, गर्मियों में कितनी बार पानी दें और पहले फल कब पकते हैं।'],
  ta: ['பால்கனியில் தக்காளி வளர்ப்பது எப்படி', 'எந்த மண்ணைத் தேர்ந்தெடுப்பது, கோடையில் எத்தனை முறை தண்ணீர் ஊற்றுவது என்று பார்ப்போம்.'],
  ur: ['بالکونی میں ٹماٹر کیسے اگائیں', 'کون سی مٹی چنیں، گرمیوں میں کتنی بار پانی دیں اور پہلے پھل کب پکتے ہیں۔'],
  vi: ['Cách trồng cà chua trên ban công', 'Nên chọn loại đất nào, mùa hè tưới nước mấy lần và khi nào những quả đầu tiên chín.'],
}
