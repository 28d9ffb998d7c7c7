/** Title and description. */
export type Text = readonly [title: string, description: string]

/** A video in eight languages; `theme` is shared by two subjects that a viewer of one would take for related. */
export interface Twins {
  readonly subject: string
  readonly theme: string
  readonly texts: Readonly<Record<string, Text>>
}

/** The same twelve videos, told anew in each language. */
export const TWINS: readonly Twins[] = [
  {
    subject: 'sourdough-starter',
    theme: 'bread',
    texts: {
      en: ['A sourdough starter from nothing', 'Flour, water and a week of patience: how wild yeast wakes up in a jar.'],
      de: ['Sauerteig ansetzen, ganz von vorn', 'Mehl, Wasser und eine Woche Geduld: so erwacht wilde Hefe im Glas.'],
      fr: [
        'Un levain en partant de zéro',
        'De la farine, de l’eau et une semaine de patience : les levures sauvages s’éveillent dans le bocal.',
      ],
      es: ['Masa madre desde cero', 'Harina, agua y una semana de paciencia: así despierta la levadura salvaje en un tarro.'],
      ru: ['Хлебная закваска с нуля', 'Мука, вода и неделя терпения: как в банке просыпаются дикие дрожжи.'],
      tr: ['Sıfırdan ekşi maya yapmak', 'Un, su ve bir hafta sabır: yabani maya kavanozda böyle uyanır.'],
      ja: ['ゼロから作るサワードウの種', '小麦粉と水と一週間の根気。瓶の中で野生の酵母が目を覚ますまで。'],
      zh: ['从零开始养天然酵种', '面粉、水和一个星期的耐心：看野生酵母如何在罐子里醒来。'],
    },
  },
  {
    subject: 'rye-bread',
    theme: 'bread',
    texts: {
      en: ['Dense rye bread for the whole week', 'A loaf that is stirred, not kneaded, and tastes best on its third day.'],
      de: ['Kräftiges Roggenbrot für die ganze Woche', 'Ein Brot, das gerührt statt geknetet wird und am dritten Tag am besten schmeckt.'],
      fr: ['Un pain de seigle pour toute la semaine', 'Une pâte que l’on remue sans la pétrir, et un pain meilleur le troisième jour.'],
      es: ['Pan de centeno para toda la semana', 'Una hogaza que se remueve sin amasar y que al tercer día sabe mejor.'],
      ru: ['Плотный ржаной хлеб на всю неделю', 'Тесто мешают, а не месят, и вкуснее всего буханка на третий день.'],
      tr: ['Bütün haftaya yeten çavdar ekmeği', 'Yoğrulmadan karıştırılan ve en çok üçüncü gün lezzetli olan bir somun.'],
      ja: ['一週間食べられるどっしりしたライ麦パン', 'こねずに混ぜるだけ。三日目がいちばんおいしいパンです。'],
      zh: ['够吃一星期的黑麦面包', '面团只搅不揉，烤好后第三天味道最好。'],
    },
  },
  {
    subject: 'puncture',
    theme: 'bicycle',
    texts: {
      en: ['Mend a punctured bicycle tube by the road', 'Find the hole, rough it up, glue the patch, and ride on within ten minutes.'],
      de: ['Einen Platten am Fahrrad unterwegs flicken', 'Loch finden, aufrauen, Flicken kleben und nach zehn Minuten weiterfahren.'],
      fr: [
        'Réparer une crevaison de vélo au bord de la route',
        'Trouver le trou, le poncer, coller la rustine et repartir en dix minutes.',
      ],
      es: ['Arreglar un pinchazo de bicicleta en el camino', 'Encontrar el agujero, lijarlo, pegar el parche y seguir en diez minutos.'],
      ru: [
        'Как заклеить прокол велосипедной камеры в дороге',
        'Найти дырку, зачистить, приклеить заплатку и через десять минут ехать дальше.',
      ],
      tr: ['Yolda patlayan bisiklet lastiğini yamamak', 'Deliği bul, zımparala, yamayı yapıştır ve on dakikada yola devam et.'],
      ja: ['道ばたで自転車のパンクを直す', '穴を見つけ、やすりをかけ、パッチを貼って、十分でまた走り出します。'],
      zh: ['路上自己补自行车胎', '找到破洞，打磨，贴上补片，十分钟后继续上路。'],
    },
  },
  {
    subject: 'brakes',
    theme: 'bicycle',
    texts: {
      en: ['Adjusting bicycle brakes that squeal', 'New pads, a straight cable, and the small angle that makes the noise go away.'],
      de: [
        'Quietschende Fahrradbremsen einstellen',
        'Neue Beläge, ein gerader Zug und der kleine Winkel, der das Geräusch verschwinden lässt.',
      ],
      fr: ['Régler des freins de vélo qui grincent', 'Des patins neufs, un câble bien droit et le petit angle qui fait taire le bruit.'],
      es: [
        'Ajustar los frenos de una bicicleta que chirrían',
        'Zapatas nuevas, un cable recto y el pequeño ángulo que acaba con el ruido.',
      ],
      ru: ['Настройка скрипящих тормозов велосипеда', 'Новые колодки, ровный тросик и небольшой угол, от которого скрип пропадает.'],
      tr: ['Gıcırdayan bisiklet frenlerini ayarlamak', 'Yeni pabuçlar, düz bir tel ve sesi kesen o küçük açı.'],
      ja: ['キーキー鳴る自転車のブレーキを調整する', '新しいパッド、まっすぐなワイヤー、そして音を消すわずかな角度。'],
      zh: ['调好吱吱叫的自行车刹车', '换新刹车皮，拉直刹车线，再加一个让噪音消失的小角度。'],
    },
  },
  {
    subject: 'moon',
    theme: 'night sky',
    texts: {
      en: ['The Moon through a small telescope', 'Along the line between light and shadow, craters show their depth for one evening.'],
      de: ['Der Mond durch ein kleines Teleskop', 'An der Grenze von Licht und Schatten zeigen Krater einen Abend lang ihre Tiefe.'],
      fr: [
        'La Lune dans un petit télescope',
        'À la limite de l’ombre et de la lumière, les cratères montrent leur profondeur le temps d’un soir.',
      ],
      es: ['La Luna con un telescopio pequeño', 'En la línea entre la luz y la sombra, los cráteres enseñan su profundidad por una noche.'],
      ru: ['Луна в небольшой телескоп', 'На границе света и тени кратеры на один вечер показывают свою глубину.'],
      tr: ['Küçük bir teleskopla Ay', 'Işıkla gölgenin sınırında kraterler bir akşamlığına derinliğini gösterir.'],
      ja: ['小さな望遠鏡で見る月', '光と影の境目で、クレーターは一晩だけその深さを見せてくれます。'],
      zh: ['用小望远镜看月亮', '在明暗交界线上，环形山只在一个夜晚显出它的深度。'],
    },
  },
  {
    subject: 'saturn',
    theme: 'night sky',
    texts: {
      en: [
        'Finding Saturn and its rings in the night sky',
        'Where the planet stands this month, and which magnification shows the gap in the rings.',
      ],
      de: [
        'Saturn und seine Ringe am Nachthimmel finden',
        'Wo der Planet diesen Monat steht und welche Vergrößerung die Lücke in den Ringen zeigt.',
      ],
      fr: [
        'Trouver Saturne et ses anneaux dans le ciel nocturne',
        'Où se tient la planète ce mois-ci, et quel grossissement montre la division des anneaux.',
      ],
      es: [
        'Cómo encontrar Saturno y sus anillos en el cielo nocturno',
        'Dónde está el planeta este mes y con qué aumento se ve el hueco de los anillos.',
      ],
      ru: ['Как найти Сатурн и его кольца на ночном небе', 'Где стоит планета в этом месяце и при каком увеличении видна щель в кольцах.'],
      tr: ['Gece gökyüzünde Satürn ve halkalarını bulmak', 'Gezegen bu ay nerede ve halkalardaki boşluk hangi büyütmeyle görünür.'],
      ja: ['夜空で土星とその環を見つける', '今月の土星の位置と、環のすき間が見える倍率を紹介します。'],
      zh: ['在夜空中找到土星和它的光环', '这个月土星在哪里，多大的倍率能看见光环中的缝隙。'],
    },
  },
  {
    subject: 'chords',
    theme: 'guitar',
    texts: {
      en: ['Three guitar chords, a hundred songs', 'Where the fingers go, how to change without a pause, and a first tune to sing to.'],
      de: [
        'Drei Gitarrenakkorde, hundert Lieder',
        'Wohin die Finger gehören, wie der Wechsel ohne Pause gelingt und ein erstes Lied zum Mitsingen.',
      ],
      fr: [
        'Trois accords de guitare, cent chansons',
        'Où poser les doigts, comment changer sans s’arrêter, et une première chanson à chanter.',
      ],
      es: ['Tres acordes de guitarra, cien canciones', 'Dónde van los dedos, cómo cambiar sin pausa y una primera canción para cantar.'],
      ru: ['Три аккорда на гитаре и сто песен', 'Куда ставить пальцы, как менять аккорды без остановки и первая песня под гитару.'],
      tr: ['Üç gitar akoruyla yüz şarkı', 'Parmaklar nereye basar, durmadan nasıl geçilir ve birlikte söylenecek ilk şarkı.'],
      ja: ['ギターのコード三つで百曲', '指の置き方、止まらずにコードを変えるこつ、そして最初の一曲。'],
      zh: ['三个吉他和弦弹一百首歌', '手指放在哪里，怎样不停顿地换和弦，再唱第一首歌。'],
    },
  },
  {
    subject: 'tuning',
    theme: 'guitar',
    texts: {
      en: ['Tuning a guitar by ear', 'Listen for the slow beating of two strings until it stops, from the lowest to the highest.'],
      de: ['Gitarre nach Gehör stimmen', 'Auf das langsame Schweben zweier Saiten hören, bis es aufhört, von der tiefsten zur höchsten.'],
      fr: [
        'Accorder une guitare à l’oreille',
        'Écouter le lent battement de deux cordes jusqu’à ce qu’il cesse, de la plus grave à la plus aiguë.',
      ],
      es: ['Afinar una guitarra de oído', 'Escuchar el lento batido de dos cuerdas hasta que desaparece, de la más grave a la más aguda.'],
      ru: ['Настройка гитары на слух', 'Слушаем медленные биения двух струн, пока они не стихнут, от самой низкой до самой высокой.'],
      tr: ['Gitarı kulakla akort etmek', 'İki telin yavaş vuruşunu duyulmaz olana dek dinle, en kalından en inceye.'],
      ja: ['耳だけでギターのチューニング', '二本の弦のゆっくりしたうなりが消えるまで、低い弦から高い弦へ合わせます。'],
      zh: ['凭耳朵给吉他调音', '听两根弦缓慢的拍音直到消失，从最低的弦调到最高的弦。'],
    },
  },
  {
    subject: 'volcano',
    theme: 'restless earth',
    texts: {
      en: [
        'What happens inside a volcano before it erupts',
        'Magma rises, the ground swells by a few centimetres, and gas tells those who watch.',
      ],
      de: [
        'Was in einem Vulkan vor dem Ausbruch geschieht',
        'Magma steigt auf, der Boden hebt sich um Zentimeter, und das Gas verrät es den Beobachtern.',
      ],
      fr: [
        'Ce qui se passe dans un volcan avant l’éruption',
        'Le magma monte, le sol gonfle de quelques centimètres et les gaz avertissent ceux qui surveillent.',
      ],
      es: [
        'Qué pasa dentro de un volcán antes de la erupción',
        'El magma sube, el suelo se hincha unos centímetros y el gas avisa a quienes vigilan.',
      ],
      ru: [
        'Что происходит внутри вулкана перед извержением',
        'Магма поднимается, земля вспухает на несколько сантиметров, и газ предупреждает наблюдателей.',
      ],
      tr: [
        'Patlamadan önce bir yanardağın içinde neler olur',
        'Magma yükselir, yer birkaç santim kabarır ve gaz, izleyenlere haber verir.',
      ],
      ja: ['噴火する前の火山の中で何が起きているのか', 'マグマが上昇し、地面が数センチふくらみ、ガスが観測者に知らせます。'],
      zh: ['火山喷发之前内部发生了什么', '岩浆上升，地面鼓起几厘米，气体向观测者发出警告。'],
    },
  },
  {
    subject: 'earthquake',
    theme: 'restless earth',
    texts: {
      en: [
        'Why the ground shakes in an earthquake',
        'Two plates stick, stress builds up for centuries, and then they slip within seconds.',
      ],
      de: [
        'Warum bei einem Erdbeben der Boden bebt',
        'Zwei Platten verhaken sich, die Spannung wächst über Jahrhunderte, und dann rutschen sie in Sekunden.',
      ],
      fr: [
        'Pourquoi la terre tremble lors d’un séisme',
        'Deux plaques se bloquent, la tension monte pendant des siècles, puis elles glissent en quelques secondes.',
      ],
      es: [
        'Por qué tiembla la tierra en un terremoto',
        'Dos placas se traban, la tensión crece durante siglos y luego se deslizan en segundos.',
      ],
      ru: ['Почему при землетрясении дрожит земля', 'Две плиты сцепляются, напряжение копится веками, а потом они сдвигаются за секунды.'],
      tr: ['Depremde yer neden sarsılır', 'İki levha birbirine takılır, gerilim yüzyıllarca birikir, sonra saniyeler içinde kayarlar.'],
      ja: ['地震で地面が揺れるのはなぜか', '二つのプレートが引っかかり、何百年もひずみがたまり、数秒で滑ります。'],
      zh: ['地震时大地为什么会摇动', '两个板块卡住，应力积累几百年，然后在几秒钟内滑动。'],
    },
  },
  {
    subject: 'baby-sleep',
    theme: 'small children',
    texts: {
      en: ['Helping a newborn baby to sleep at night', 'Light by day, calm in the evening, and what to do when the baby wakes at three.'],
      de: [
        'Einem Neugeborenen beim Schlafen in der Nacht helfen',
        'Licht am Tag, Ruhe am Abend und was zu tun ist, wenn das Baby um drei aufwacht.',
      ],
      fr: [
        'Aider un nouveau-né à dormir la nuit',
        'De la lumière le jour, du calme le soir, et que faire quand le bébé se réveille à trois heures.',
      ],
      es: [
        'Ayudar a un recién nacido a dormir por la noche',
        'Luz de día, calma por la tarde y qué hacer cuando el bebé se despierta a las tres.',
      ],
      ru: ['Как помочь новорождённому спать ночью', 'Днём свет, вечером покой, и что делать, когда малыш просыпается в три часа.'],
      tr: ['Yenidoğan bebeğin gece uyumasına yardım etmek', 'Gündüz ışık, akşam sakinlik ve bebek saat üçte uyanınca ne yapılır.'],
      ja: ['新生児が夜眠れるように助ける', '昼は明るく、夕方は静かに。赤ちゃんが三時に起きたらどうするか。'],
      zh: ['帮助新生儿夜里睡觉', '白天有光，傍晚安静，宝宝三点醒来时该怎么办。'],
    },
  },
  {
    subject: 'first-food',
    theme: 'small children',
    texts: {
      en: ['A baby’s first solid food', 'Mashed carrot or a piece in the hand: when a child is ready and how to begin.'],
      de: ['Die erste feste Nahrung fürs Baby', 'Karottenbrei oder ein Stück in der Hand: wann ein Kind so weit ist und wie es losgeht.'],
      fr: [
        'Les premiers aliments solides de bébé',
        'Purée de carotte ou morceau dans la main : quand un enfant est prêt et comment commencer.',
      ],
      es: ['Los primeros alimentos sólidos del bebé', 'Puré de zanahoria o un trozo en la mano: cuándo está listo el niño y cómo empezar.'],
      ru: ['Первый прикорм малыша', 'Морковное пюре или кусочек в руке: когда ребёнок готов и с чего начать.'],
      tr: ['Bebeğin ilk katı gıdası', 'Havuç püresi ya da elde bir parça: çocuk ne zaman hazırdır ve nasıl başlanır.'],
      ja: ['赤ちゃんの離乳食のはじめ方', 'にんじんのペーストか手づかみか。始める時期と最初の一歩。'],
      zh: ['宝宝的第一口辅食', '胡萝卜泥还是手抓食物：孩子什么时候准备好了，怎样开始。'],
    },
  },
]
