import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ANSWER, EARLIER, PROSE, QUOTE_FORMS } from './fixtures/quote.forms.js';
import { htmlToText } from './html.text.js';
import { foldQuotes } from './quotes.js';

describe('foldQuotes', () => {
  it.each(QUOTE_FORMS.map((form) => [form.name, form.introduction]))('folds %s', (_name, introduction) => {
    const text = `${ANSWER}\n\n${introduction}`;
    const folded = foldQuotes(text);
    expect(folded.visible).toBe(ANSWER);
    expect(folded.quotedFrom).toBeGreaterThanOrEqual(ANSWER.length);
    expect(foldQuotes(text.replaceAll('\n', '\r\n')).visible.replaceAll('\r', '')).toBe(ANSWER);
  });

  it.each(QUOTE_FORMS.map((form) => [form.name, form.introduction]))(
    'never shows nothing: %s alone',
    (_name, introduction) => {
      const { visible } = foldQuotes(introduction);
      expect(visible.trim()).not.toBe('');
    },
  );

  it.each(PROSE)('leaves prose alone: %s', (text) => {
    expect(foldQuotes(text)).toEqual({ visible: text, quotedFrom: null });
  });

  it('keeps answers written between quoted lines', () => {
    const text = `في الأحد، ١٥ مارس ٢٠٢٦, ٥:٢٤ ص جمعية العطاء <help@charity.example> كتب:\n\n> كم عدد الأبناء؟\n\nثلاثة\n\n> وأعمارهم؟\n\n٤ و٦ و٩\n\n> شكرًا`;
    expect(foldQuotes(text).visible).toBe(text.slice(0, text.lastIndexOf('\n\n> شكرًا')));
  });

  it('keeps what comes under a quote that stands in the middle', () => {
    const text = `مرحبًا\n\nفي الأحد، ١٥ مارس ٢٠٢٦, ٥:٢٤ ص جمعية العطاء <help@charity.example> كتب:\n> ${EARLIER.split('\n')[0]}\n\nوهذا جوابي.`;
    expect(foldQuotes(text).quotedFrom).toBeNull();
  });

  it.each([
    ['attributions', 'On 1/1/2020 <a@b.example> wrote:\n> x\n'.repeat(20_000)],
    ['openings without an end', 'في 2026 <a@b.example> '.repeat(50_000)],
    ['colons', `${'a:'.repeat(100_000)}\n`.repeat(5)],
    ['brackets', '<'.repeat(500_000)],
    ['one line of five megabytes', 'ا'.repeat(5_000_000)],
    ['header lines', 'From: x\nTo: y\n'.repeat(20_000)],
    ['quotes and blanks', '>\n\n'.repeat(100_000)],
    ['signatures', '-- \nx\n'.repeat(50_000)],
    ['markers', '-----الرسالة الأصلية-----\n'.repeat(30_000)],
  ])('takes many %s in linear time', (_name, text) => {
    const start = performance.now();
    foldQuotes(`نص\n${text}\nنص`);
    foldQuotes(text);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('foldQuotes on any mixture of lines', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '--',
      '-- ',
      '>',
      '> نص',
      '____________',
      'نص',
      'Re: x',
      'أُرسلت من الـ iPhone',
      'a> b',
    ),
    fc.constantFrom(...QUOTE_FORMS.flatMap((form) => form.introduction.split('\n'))),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );

  it('shows a beginning of the text, and never nothing', () => {
    const property = fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const text = lines.join('\n');
      const { visible, quotedFrom } = foldQuotes(text);
      expect(visible).toBe(quotedFrom === null ? text : text.slice(0, quotedFrom).trimEnd());
      if (text.trim() !== '') expect(visible.trim()).not.toBe('');
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});

describe('htmlToText', () => {
  const outlook =
    '<div dir="rtl"><p>شكرًا لكم</p></div><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p dir="RTL"><b>من:</b> جمعية العطاء &lt;help@charity.example&gt;<br><b>تم الإرسال:</b> 7 أكتوبر 2026 3:53 م<br><b>إلى:</b> نورة<br><b>الموضوع:</b> طلب</p></div></div><p>نص سابق</p>';

  it('folds the header block of Outlook on the desktop, in Arabic', () => {
    expect(foldQuotes(htmlToText(outlook, 10_000).text).visible).toBe('شكرًا لكم');
  });

  it.each([
    ['Gmail', '<div dir="rtl">شكرًا</div><br><div class="gmail_quote"><div>كلام سابق</div></div>'],
    [
      'Outlook on the web',
      '<p>شكرًا</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">كلام</div><p>سابق</p>',
    ],
    ['Apple', '<p>شكرًا</p><blockquote type="cite"><div>كلام سابق</div></blockquote>'],
  ])('knows the container of %s', (_name, html) => {
    const { text, quotedFrom } = htmlToText(html, 10_000);
    expect(text.slice(0, quotedFrom ?? undefined).trim()).toBe('شكرًا');
    expect(text).toContain('سابق');
  });

  it('folds Gmail in Arabic, container and attribution', () => {
    const attribution =
      '\u202Bفي الأربعاء، 7 أكتوبر 2026 في 3:53 م تمت كتابة ما يلي بواسطة جمعية العطاء &lt;<a href="mailto:help@charity.example">help@charity.example</a>&gt;:\u202C';
    const quote = `<blockquote class="gmail_quote">${EARLIER.replaceAll('\n', '<br>')}</blockquote>`;
    const outside = `<div dir="rtl">شكرًا لكم</div><div dir="rtl">${attribution}<br></div>${quote}`;
    const inside = `<div dir="rtl">شكرًا لكم</div><br><div class="gmail_quote"><div class="gmail_attr">${attribution}</div>${quote}</div>`;
    for (const html of [outside, inside]) {
      const { text, quotedFrom } = htmlToText(html, 10_000);
      expect(foldQuotes(text.slice(0, quotedFrom ?? undefined)).visible.trim()).toBe('شكرًا لكم');
      expect(foldQuotes(text).visible.trim()).toBe('شكرًا لكم');
    }
  });

  it('does not fold a container above the answer', () => {
    const html = '<div class="gmail_quote">كلام سابق</div><p>جوابي تحته</p>';
    expect(htmlToText(html, 10_000).quotedFrom).toBeNull();
    expect(htmlToText(`<p>س</p>${html}`, 10_000).quotedFrom).toBeNull();
  });

  it('keeps lines, lists and links', () => {
    const html =
      '<p>أولًا<br>ثانيًا</p><ul><li>هوية</li><li>صك</li></ul><a href="https://charity.example/form">النموذج</a>';
    expect(htmlToText(html, 10_000).text).toBe(
      'أولًا\nثانيًا\n\n- هوية\n- صك\nالنموذج (https://charity.example/form)',
    );
  });

  it.each([
    ['nested blocks', '<div>'.repeat(200_000)],
    ['nested quotes', '<blockquote>a'.repeat(50_000)],
    ['open brackets', '<'.repeat(500_000)],
    ['unclosed styles', '<style>'.repeat(100_000)],
    ['unclosed tags', '<a href="'.repeat(100_000)],
    ['closing tags', `${'<i>'.repeat(600)}${'</b>'.repeat(200_000)}`],
  ])('takes many %s in linear time', (_name, html) => {
    const start = performance.now();
    htmlToText(html, 500_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
