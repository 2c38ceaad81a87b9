/** Words by which mail programs introduce what they quote, in the languages people write to us in. */

function list(words: string): readonly string[] {
  return words.split(',').map((word) => word.trim());
}

/** "… wrote": the verb of an attribution line, lower case, compared as whole words or phrases. */
export const WROTE: readonly string[] = list(`
    wrote, writes, a écrit, écrit, schrieb, geschrieben, escribió, escribio, ha scritto, scrisse, escreveu,
    schreef, heeft het volgende geschreven, geschreven, skrev, kirjoitti, napisał, napisała, napisał(a),
    napsal, napsala, napísal, írta, yazdı, tarihinde şunu yazdı, написал, написала, пишет, написал(а),
    napisao, a scris, έγραψε, كتب, كتبت, كتبه, كتبته, جاء من, تمت كتابة ما يلي بواسطة, بواسطة, نوشت, لکھا
  `);

/** First words of an attribution line; a number follows within the line. */
export const ATTRIBUTION_STARTS: readonly string[] = list(`
    on, at, le, am, el, il, em, op, den, på, dne, dnia, w dniu, в, la, il giorno, في, بتاريخ, يوم,
    بتاريخ يوم, في تاريخ, در, ב-
  `);

/** What a line of a quoted header block says. */
export type HeaderLabel = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'reply-to';

const LABELS: Readonly<Record<HeaderLabel, readonly string[]>> = {
  from: list(`
    from, von, de, da, van, från, fra, lähettäjä, od, от, kimden, feladó, из, από, من, المرسل, مرسل من, از
  `),
  sent: list(`
    sent, date, gesendet, datum, envoyé, enviado, enviado el, enviada em, fecha, data, inviato, verzonden,
    skickat, sendt, lähetetty, wysłano, odesláno, отправлено, дата, tarih, gönderme tarihi, تم الإرسال,
    تم الارسال, تاريخ الإرسال, تاريخ الارسال, التاريخ, أرسلت, مرسل, تاریخ
  `),
  to: list(`
    to, an, à, para, a, aan, till, til, vastaanottaja, do, komu, кому, kime, címzett, إلى, الى, المستلم,
    به
  `),
  cc: ['cc', 'kopie', 'kopia', 'copie', 'копия', 'bilgi', 'نسخة', 'نسخة إلى', 'نسخة كربونية'],
  subject: list(`
    subject, betreff, objet, asunto, oggetto, assunto, onderwerp, ämne, emne, aihe, temat, předmět, тема,
    konu, tárgy, الموضوع, موضوع
  `),
  'reply-to': ['reply-to', 'antwort an', 'répondre à', 'الرد إلى', 'الرد على'],
};

const LABEL_OF: ReadonlyMap<string, HeaderLabel> = new Map(
  (Object.keys(LABELS) as HeaderLabel[]).flatMap((kind) => LABELS[kind].map((word) => [word, kind] as const)),
);

/** The kind of header line that `word` (before the colon, lower case) introduces. */
export function headerLabel(word: string): HeaderLabel | null {
  return LABEL_OF.get(word) ?? null;
}

/** "Original message", "Forwarded message": what stands between dashes above a quoted mail. */
export const MARKERS: readonly string[] = list(`
    original message, original appointment, forwarded message, forwarded mail, reply message,
    begin forwarded message, ursprüngliche nachricht, originalnachricht, weitergeleitete nachricht,
    anfang der weitergeleiteten nachricht, message d'origine, message d’origine, message original,
    message transféré, début du message réexpédié, mensaje original, mensaje reenviado,
    inicio del mensaje reenviado, messaggio originale, messaggio inoltrato, inizio messaggio inoltrato,
    mensagem original, mensagem encaminhada, oorspronkelijk bericht, doorgestuurd bericht,
    ursprungligt meddelande, vidarebefordrat meddelande, oprindelig meddelelse, opprinnelig melding,
    alkuperäinen viesti, wiadomość oryginalna, oryginalna wiadomość, původní zpráva, eredeti üzenet,
    исходное сообщение, пересылаемое сообщение, пересланное сообщение, orijinal ileti, iletilen ileti,
    الرسالة الأصلية, الرسالة الاصلية, الرسالة الأساسية, الرسالة الاساسية, رسالة أصلية, رسالة معاد توجيهها,
    رسالة تمت إعادة توجيهها, الرسالة المعاد توجيهها, بداية الرسالة المعاد توجيهها,
    بدء الرسالة المعاد توجيهها, رسالة محولة, الرسالة المحولة, رسالة محالة
  `);

/** First words of the line that a telephone adds at the very end. */
export const DEVICE_SIGNATURES: readonly string[] = list(`
    sent from my , sent from mail for, sent from outlook, sent from yahoo, get outlook for, sent via ,
    envoyé de mon, envoyé depuis mon, von meinem , gesendet von , enviado desde mi, inviato da,
    enviado do meu, أرسلت من, ارسلت من, أرسل من, مرسل من, تم الإرسال من, تم الارسال من, احصل على outlook
  `);

/** Names of months as they stand in Arabic dates: Gulf and Egypt, Levant and Iraq, Maghreb, Hijri. */
export const ARABIC_MONTHS: readonly string[] = list(`
    يناير, فبراير, مارس, أبريل, إبريل, ابريل, مايو, يونيو, يونيه, يوليو, يوليه, أغسطس, اغسطس, سبتمبر,
    أكتوبر, اكتوبر, نوفمبر, ديسمبر, كانون الثاني, شباط, آذار, اذار, نيسان, أيار, ايار, حزيران, تموز, آب,
    أيلول, ايلول, تشرين الأول, تشرين الاول, تشرين الثاني, كانون الأول, كانون الاول, جانفي, فيفري, أفريل,
    ماي, جوان, جويلية, أوت, غشت, شتنبر, دجنبر, محرم, صفر, ربيع الأول, ربيع الآخر, ربيع الثاني,
    جمادى الأولى, جمادى الآخرة, رجب, شعبان, رمضان, شوال, ذو القعدة, ذو الحجة
  `);
