import sanitize from 'sanitize-html';

/** Longest HTML that is cleaned as HTML, in UTF-16 code units; beyond it only its text is shown. */
const MAX_LENGTH = 400_000;
/** Deepest nesting and most tags that are cleaned as HTML; real mail stays far below. */
const MAX_DEPTH = 200;
const MAX_TAGS = 25_000;

const BLOCKS =
  /^(p|div|br|tr|li|ul|ol|table|h[1-6]|blockquote|pre|hr|section|article|header|footer|dl|dt|dd|address|center|figure|caption)$/;
const VOID = /^(br|hr|img|input|meta|link|col|area|base|embed|source|track|wbr|param)$/;
/** Closed by their next sibling: an unclosed run of them is no depth. */
const IMPLIED_END = /^(p|li|td|th|tr|thead|tbody|tfoot|dt|dd|option)$/;
const DROPPED =
  /^(script|style|title|template|noscript|noframes|noembed|iframe|object|textarea|xmp|svg|math)$/;
const DIRECTION = ['dir', 'align', 'lang'];

function names(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

const TAGS = names(`
    p, div, span, br, hr, pre, code, blockquote, center, address, font, b, strong, i, em, u, s, strike,
    del, ins, sub, sup, small, big, bdi, bdo, mark, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, a, img,
    table, caption, thead, tbody, tfoot, tr, th, td, colgroup, col
  `);

const RULES: sanitize.IOptions = {
  allowedTags: TAGS,
  disallowedTagsMode: 'discard',
  allowedAttributes: {
    '*': DIRECTION,
    a: [...DIRECTION, 'href', 'rel', 'target', 'title'],
    img: [...DIRECTION, 'src', 'data-src', 'alt', 'width', 'height'],
    td: [...DIRECTION, 'colspan', 'rowspan', 'valign'],
    th: [...DIRECTION, 'colspan', 'rowspan', 'valign'],
    ol: [...DIRECTION, 'start'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid'] },
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  allowedStyles: {},
  allowedClasses: {},
  nonTextTags: [
    'script',
    'style',
    'title',
    'template',
    'noscript',
    'noframes',
    'noembed',
    'iframe',
    'object',
    'textarea',
    'xmp',
    'option',
  ],
  nestingLimit: MAX_DEPTH,
  enforceHtmlBoundary: false,
  parseStyleAttributes: false,
  transformTags: { a: safeLink, img: quietImage },
};

/**
 * HTML of a stranger made fit to show: an allow-list of text, lists, tables, links and pictures; no script, style,
 * form or frame. Links open outside and carry no referrer. Remote pictures lose their `src` and keep the address in
 * `data-src`, so that nothing is fetched until a person asks; `cid:` pictures stay. Size and depth are bounded: beyond
 * them the plain text comes back as HTML. Show the result in a sandboxed frame all the same (security.md §5).
 */
export function sanitiseHtml(html: string): string {
  if (html.length > MAX_LENGTH || isTooDeep(html)) return textAsHtml(htmlToText(html));
  return sanitize(html, RULES);
}

/** The readable text of HTML, blocks on lines of their own; linear in its length, never throws. */
export function htmlToText(html: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    pieces.push(decode(html.slice(at, open < 0 ? html.length : open)).replace(/\s+/g, ' '));
    if (open < 0) break;
    const tag = readTag(html, open);
    if (tag.name === null) pieces.push(tag.end === open + 1 ? '<' : '');
    else if (BLOCKS.test(tag.name)) pieces.push('\n');
    at =
      tag.closing || tag.name === null || !DROPPED.test(tag.name)
        ? tag.end
        : afterElement(html, tag.name, tag.end);
  }
  return tidy(pieces.join(''));
}

/** Plain text as HTML paragraphs, everything escaped. */
export function textAsHtml(text: string): string {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p dir="auto">${paragraph.replaceAll('\n', '<br />')}</p>`)
    .join('');
}

function safeLink(_tag: string, attributes: sanitize.Attributes): sanitize.Tag {
  const { href, title, dir, lang } = attributes;
  const kept = Object.fromEntries(
    Object.entries({ href, title, dir, lang }).filter(([, value]) => value !== undefined),
  );
  return { tagName: 'a', attribs: { ...kept, rel: 'noopener noreferrer nofollow', target: '_blank' } };
}

function quietImage(_tag: string, attributes: sanitize.Attributes): sanitize.Tag {
  const { src = '', alt = '', width, height } = attributes;
  const size = { ...(isLength(width) ? { width } : {}), ...(isLength(height) ? { height } : {}) };
  const address = src.trim();
  if (/^cid:/i.test(address)) return { tagName: 'img', attribs: { src: address, alt, ...size } };
  const remote: Record<string, string> = /^(https?:)?\/\//i.test(address)
    ? { 'data-src': address.replace(/^\/\//, 'https://') }
    : {};
  return { tagName: 'img', attribs: { ...remote, alt, ...size } };
}

function isLength(value: string | undefined): value is string {
  return value !== undefined && /^\d{1,4}%?$/.test(value);
}

/** One pass over the tags: true when they nest too deeply or are too many to be worth cleaning. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  let tags = 0;
  for (let open = html.indexOf('<'); open >= 0;) {
    const tag = readTag(html, open);
    if (tag.name !== null && !VOID.test(tag.name) && !IMPLIED_END.test(tag.name)) {
      depth = tag.closing ? Math.max(0, depth - 1) : depth + 1;
      tags += 1;
      if (tags > MAX_TAGS || depth > MAX_DEPTH) return true;
    }
    open = html.indexOf('<', Math.max(tag.end, open + 1));
  }
  return false;
}

const NO_TAG = /[^a-z!?/]/i;

function readTag(html: string, open: number): { name: string | null; closing: boolean; end: number } {
  const next = html.charAt(open + 1);
  if (next === '' || NO_TAG.test(next)) return { name: null, closing: false, end: open + 1 };
  if (html.startsWith('<!--', open)) return { name: null, closing: false, end: past(html, '-->', open + 4) };
  const closing = next === '/';
  const name =
    /^[a-z][\w:-]{0,30}/i.exec(html.slice(open + (closing ? 2 : 1), open + 34))?.[0].toLowerCase() ?? null;
  return { name, closing, end: past(html, '>', open + 1) };
}

function past(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function afterElement(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\b`, 'gi');
  closing.lastIndex = from;
  const found = closing.exec(html);
  return found ? past(html, '>', found.index) : html.length;
}

function tidy(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  zwnj: '\u200C',
};

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));?/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : '\uFFFD';
  });
}
