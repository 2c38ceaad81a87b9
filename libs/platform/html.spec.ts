import { describe, expect, it } from '@jest/globals';
import { htmlToText, sanitiseHtml, textAsHtml } from './html.js';

/** Ways to run script, load a resource or leave the frame; none may survive. */
const ATTACKS: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" onerror="alert(1)" / >',
  '<img src=`javascript:alert(1)`>',
  '<img/src/onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<body onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="https://evil.example/x.swf">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="&#x6A&#x61vascript:alert(1)">x</a>',
  '<a href=" javascript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<form action="https://evil.example"><input name=a><button formaction="javascript:alert(1)">x</button></form>',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css";</style>',
  '<div style="background:url(https://evil.example/x)">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<table background="https://evil.example/x"><tr><td>x</td></tr></table>',
  '<video><source onerror="alert(1)"></video>',
  '<audio src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<title><img src=x onerror=alert(1)></title>',
  '<template><img src=x onerror=alert(1)></template>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<p id="x" class="y" name="z" onclick="alert(1)">x</p>',
  '<img srcset="https://evil.example/x 1x" src="cid:a">',
  '<input autofocus onfocus=alert(1)>',
  '<a href="https://ok.example" ping="https://evil.example">x</a>',
  '<p>\u0000<scr\u0000ipt>alert(1)</script>',
];

const FORBIDDEN =
  /<(script|style|svg|math|iframe|object|embed|form|input|button|meta|base|link|video|audio|source|details|marquee|textarea|xmp|template|body|title)\b|<[^>]*\son\w+\s*=|(href|src)="?\s*(javascript|vbscript|data):|<[^>]*\s(style|background|srcset|ping|id|class|name|formaction)=|<[^>]*\ssrc="?(https?:)?\/\//i;

describe('sanitiseHtml', () => {
  it.each(ATTACKS)('leaves nothing active in %s', (attack) => {
    expect(sanitiseHtml(attack)).not.toMatch(FORBIDDEN);
    expect(sanitiseHtml(`<div>قبل${attack}بعد</div>`)).not.toMatch(FORBIDDEN);
  });

  it('keeps the text, direction, lists and tables of a letter', () => {
    const letter =
      '<div dir="rtl"><p align="right">السلام عليكم</p><ul><li>أولًا</li></ul><table><tr><td colspan="2">١</td></tr></table></div>';
    expect(sanitiseHtml(letter)).toBe(letter);
  });

  it('opens links outside, without a referrer', () => {
    expect(sanitiseHtml('<a href="https://charity.example/a?b=1&c=2" target="_top">x</a>')).toBe(
      '<a href="https://charity.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    );
  });

  it('fetches no remote picture and remembers where it lies', () => {
    expect(sanitiseHtml('<img src="https://track.example/p.gif" width="1" height="1">')).toBe(
      '<img data-src="https://track.example/p.gif" alt="" width="1" height="1" />',
    );
    expect(sanitiseHtml('<img src="//track.example/p.gif">')).toContain(
      'data-src="https://track.example/p.gif"',
    );
    expect(sanitiseHtml('<img src="cid:logo@x" alt="شعار">')).toBe('<img src="cid:logo@x" alt="شعار" />');
  });

  it.each([
    ['50,000 nested blocks', '<div>'.repeat(50_000)],
    ['50,000 nested quotes, closed', `${'<blockquote>'.repeat(50_000)}نص${'</blockquote>'.repeat(50_000)}`],
    ['a million unclosed brackets', '<'.repeat(1_000_000)],
    ['many attributes', `<p ${'a=b '.repeat(100_000)}>نص</p>`],
    ['unclosed comments', '<!--'.repeat(100_000)],
    ['open tags without an end', '<a '.repeat(200_000)],
  ])('takes %s in bounded time', (_name, html) => {
    const start = performance.now();
    const clean = sanitiseHtml(html);
    htmlToText(html);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(clean).not.toMatch(FORBIDDEN);
  });
});

describe('htmlToText', () => {
  it('puts blocks on lines of their own and drops what is not text', () => {
    const html =
      '<style>p{}</style><p>السلام&nbsp;عليكم</p><ul><li>أ</li><li>ب &amp; ج</li></ul><script>x</script>';
    expect(htmlToText(html)).toBe('السلام عليكم\n\nأ\n\nب & ج');
  });
});

describe('textAsHtml', () => {
  it('escapes everything', () => {
    expect(textAsHtml('<b>\n"x"\n\nب & ج')).toBe(
      '<p dir="auto">&lt;b&gt;<br />&quot;x&quot;</p><p dir="auto">ب &amp; ج</p>',
    );
  });
});
