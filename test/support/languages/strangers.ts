import type { Text } from './twins.ts'

/** Videos in languages that the model does not know: each is about something else, and the last two of a language about one subject. */
export const STRANGERS: Readonly<Record<string, readonly Text[]>> = {
  hi: [
    ['घर पर पनीर बनाने की विधि', 'दूध, नींबू और बीस मिनट में ताज़ा पनीर तैयार हो जाता है।'],
    ['चाँद पर पहला कदम', 'अंतरिक्ष यात्रियों ने चंद्रमा की सतह पर क्या देखा।'],
    ['क्रिकेट में स्पिन गेंदबाज़ी', 'गेंद को कलाई से कैसे घुमाएँ कि बल्लेबाज़ चकमा खा जाए।'],
    ['बरगद का पेड़ कैसे फैलता है', 'बरगद की जटाएँ ज़मीन में उतरकर नए तने बन जाती हैं।'],
    ['बरगद के पेड़ की उम्र', 'गाँव का पुराना बरगद कितने साल का है, उसकी जटाएँ बताती हैं।'],
  ],
  vi: [
    ['Nấu phở bò tại nhà', 'Ninh xương tám tiếng, thêm quế, hồi và gừng nướng.'],
    ['Sửa xe máy không nổ', 'Kiểm tra bugi, bình xăng và dây điện trước khi gọi thợ.'],
    ['Học đàn bầu cho người mới', 'Cách giữ que gảy và tìm những nốt đầu tiên trên một dây.'],
    ['Chăm sóc hoa lan mùa mưa', 'Tưới ít, treo chỗ thoáng và phòng bệnh thối rễ cho lan.'],
    ['Ghép hoa lan vào thân gỗ', 'Buộc rễ lan vào khúc gỗ và chờ rễ mới bám chặt.'],
  ],
  he: [
    ['איך מכינים חומוס חלק', 'גרגרים שהושרו לילה שלם, טחינה טובה והרבה סבלנות.'],
    ['טיול במדבר יהודה בחורף', 'מסלול של יום אחד בין נחלים, מערות ושיטפונות.'],
    ['תיקון ברז מטפטף', 'סוגרים את המים, מחליפים אטם ובודקים שוב.'],
    ['הדבורים של הגג', 'שתי כוורות על גג בתל אביב והדבש הראשון של הדבורים.'],
    ['איך הדבורים מוצאות פרחים', 'ריקוד הדבורים מספר לכוורת איפה יש צוף.'],
  ],
  ta: [
    ['வீட்டில் மென்மையான இட்லி செய்வது எப்படி', 'அரிசி உளுந்து மாவை இரவு முழுவதும் புளிக்க வைக்க வேண்டும்.'],
    ['மழைக்காலத்தில் பயணம்', 'மலைப்பாதையில் பாதுகாப்பாக வண்டி ஓட்டும் முறைகள்.'],
    ['பழைய கோயில் சிற்பங்கள்', 'ஆயிரம் ஆண்டுகளுக்கு முன் கல்லில் செதுக்கிய கதைகள்.'],
    ['யானைகள் எப்படி பேசுகின்றன', 'யானைகள் மனிதர்களுக்கு கேட்காத ஒலியில் பேசுகின்றன.'],
    ['யானைக் குட்டியின் முதல் நாள்', 'காட்டில் பிறந்த யானைக் குட்டி எழுந்து நடக்கும் நேரம்.'],
  ],
  uk: [
    ['Борщ без буряка', 'Зелений борщ зі щавлю, яйця та сметана щойно з льоху.'],
    ['Пасіка навесні', 'Перший огляд вуликів після зими та що робити з бджолами.'],
    ['Як полагодити дерев’яний стілець', 'Розбираємо, клеїмо та затискаємо ніжки на добу.'],
    ['Вишиванка власноруч', 'Хрестик, низь і мережка: які нитки брати для вишивки.'],
    ['Старовинна вишивка Полтавщини', 'Білим по білому: чому така вишивка потребує тиші й терпіння.'],
  ],
  sv: [
    ['Surströmming utan rädsla', 'Öppna burken under vatten och ät den med lök och tunnbröd.'],
    ['Tälj en smörkniv', 'En gren av en, en vass kniv och en kväll vid elden.'],
    ['Hjortron på myren', 'När de mognar och varför ingen berättar var de växer.'],
    ['Skridskor på sjön', 'Hur tjock isen måste vara och vad isdubbar är bra för.'],
    ['Långfärd på skridskor', 'Tre mil över isen från ö till ö innan vårvärmen kommer.'],
  ],
  cs: [
    ['Svíčková krok za krokem', 'Kořenová zelenina, smetana a knedlíky, které se nerozpadnou.'],
    ['Houby v srpnu', 'Jak poznat hřib od hořčáku a kam chodit po dešti.'],
    ['Oprava starých hodin', 'Rozebíráme stroj, čistíme čepy a mažeme olejem.'],
    ['Loutky z lipového dřeva', 'Řezbář ukazuje, jak z lípy vzniká hlava loutky.'],
    ['Loutkové divadlo doma', 'Pár prken, opona a loutky: první představení pro děti.'],
  ],
}
