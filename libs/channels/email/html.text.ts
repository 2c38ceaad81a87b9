import { decodeEntities } from './html.entities.js';
import { TextBuilder } from './text.builder.js';

/** Readable text of an HTML body. */
export interface HtmlText {
  readonly text: string;
  /** Index in `text` where a mail program's own container of earlier mail begins; null when there is none. */
  readonly quotedFrom: number | null;
}

const DROPPED = /^(script|style|head|title|template|noframes|object|svg|math|xml)$/;
const BLOCK =
  /^(div|section|article|header|footer|main|aside|table|tr|ul|ol|dl|dt|dd|form|fieldset|address|figure|center|caption|hr|pre|tbody|thead|body|html|o:p)$/;
const PARAGRAPH = /^(p|h[1-6]|blockquote)$/;
const VOID = /^(br|hr|img|input|meta|link|col|area|base|embed|source|track|wbr)$/;
/** Containers that hold the earlier mail and close after it: Gmail, Yahoo, Proton, Zoho, Outlook for mobile. */
const CONTAINER =
  /\b(?:class|id)\s*=\s*["']?[^"'>]{0,80}(?:gmail_quote|yahoo_quoted|protonmail_quote|zmail_extra|mail-editor-reference-message-container|ms-outlook-mobile-reference-message)/i;
const CITE = /\btype\s*=\s*["']?cite\b/i;
/** Marks after which everything is earlier mail: Outlook on the web, on the desktop, Hotmail. */
const MARK =
  /\b(?:id|name)\s*=\s*["']?(?:divRplyFwdMsg|appendonsend|_MailOriginal|stopSpelling|OLK_SRC_BODY_SECTION)\b|class\s*=\s*["']?OutlookMessageHeader/i;
const MAX_STACK = 512;

interface Region {
  readonly depth: number;
  readonly start: number;
  end: number | null;
}

/** What the walk through the tags knows. */
interface Walk {
  readonly out: TextBuilder;
  readonly stack: string[];
  readonly links: string[];
  /** Elements of which no closing tag follows any more: looked for only once. */
  readonly unclosed: Set<string>;
  region: Region | null;
}

/**
 * HTML to plain text: blocks on lines of their own, lists with marks, quotes with `>`, links with their address.
 * One linear pass whatever the nesting; at most `maxLength` UTF-16 code units come out.
 */
export function htmlToText(html: string, maxLength: number): HtmlText {
  const walk: Walk = {
    out: new TextBuilder(maxLength),
    stack: [],
    links: [],
    unclosed: new Set(),
    region: null,
  };
  let at = 0;
  while (at < html.length && !walk.out.full) {
    const open = html.indexOf('<', at);
    if (open < 0 || open > at) walk.out.write(decodeEntities(html.slice(at, open < 0 ? html.length : open)));
    if (open < 0) break;
    at = readTag(html, open, walk);
  }
  const text = walk.out.finish();
  return { text, quotedFrom: regionStart(walk.region, text) };
}

function readTag(html: string, open: number, walk: Walk): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  const next = html.charAt(open + 1);
  if (next === '!' || next === '?') return after(html, '>', open + 2);
  const closing = next === '/';
  const name = /^[a-z][\w:-]{0,30}/i.exec(html.slice(open + (closing ? 2 : 1), open + 40))?.[0].toLowerCase();
  if (!name) {
    walk.out.write('<');
    return open + 1;
  }
  const end = html.indexOf('>', open);
  if (end < 0) return html.length;
  if (closing) closeTag(name, walk);
  else if (DROPPED.test(name)) return afterElement(html, name, end + 1, walk.unclosed);
  else openTag(name, html.slice(open, Math.min(end, open + 2_000)), walk);
  return end + 1;
}

function openTag(name: string, tag: string, walk: Walk): void {
  separate(name, walk.out);
  if (name === 'br') walk.out.newline();
  if (name === 'li') walk.out.item();
  if (name === 'td' || name === 'th') walk.out.write(' ');
  if (name === 'img') walk.out.write(attribute(tag, 'alt') ?? '');
  if (name === 'a') walk.links.push(linkOf(tag));
  noteQuote(name, tag, walk);
  if (name === 'blockquote') walk.out.quote(1);
  if (!VOID.test(name) && walk.stack.length < MAX_STACK) walk.stack.push(name);
}

function closeTag(name: string, walk: Walk): void {
  const depth = walk.stack.lastIndexOf(name);
  if (depth >= 0) {
    const closed = walk.stack.splice(depth);
    walk.out.quote(-closed.filter((each) => each === 'blockquote').length);
    if (walk.region && walk.region.end === null && walk.region.depth >= depth)
      walk.region.end = walk.out.length;
  }
  if (name === 'a') walk.out.link(walk.links.pop() ?? '');
  separate(name, walk.out);
}

function separate(name: string, out: TextBuilder): void {
  if (PARAGRAPH.test(name)) out.paragraph();
  else if (BLOCK.test(name)) out.block();
}

/** Only the first container counts; one that is followed by the person's own text is no fold. */
function noteQuote(name: string, tag: string, walk: Walk): void {
  const open = walk.region !== null && walk.region.end === null;
  if (open) return;
  if (MARK.test(tag)) walk.region = { depth: -1, start: walk.out.length, end: null };
  else if (CONTAINER.test(tag) || (name === 'blockquote' && CITE.test(tag))) {
    walk.region = { depth: walk.stack.length, start: walk.out.length, end: null };
  }
}

function regionStart(region: Region | null, text: string): number | null {
  if (!region || region.start >= text.length || text.slice(0, region.start).trim() === '') return null;
  const rest = region.end === null ? '' : text.slice(region.end).replace(/[>\s]/g, '');
  return rest === '' ? region.start : null;
}

function linkOf(tag: string): string {
  const href = decodeEntities(attribute(tag, 'href') ?? '').trim();
  return /^https?:\/\/\S{1,300}$/i.test(href) ? href : '';
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match ? decodeEntities(match[1] ?? match[2] ?? match[3] ?? '') : null;
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

/** Behind an element whose content is no text. Unclosed script and style swallow the rest, as in a browser. */
function afterElement(html: string, name: string, from: number, unclosed: Set<string>): number {
  if (unclosed.has(name)) return from;
  const closing = new RegExp(`</${name}\\b`, 'gi');
  closing.lastIndex = from;
  const found = closing.exec(html);
  if (found) return after(html, '>', found.index);
  unclosed.add(name);
  return /^(script|style)$/.test(name) ? html.length : from;
}
