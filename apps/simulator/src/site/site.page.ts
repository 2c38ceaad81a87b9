import { siteStyles } from './site.styles.js';
import type { SiteWords } from './site.words.js';

export type SiteFacts = {
  readonly name: string;
  /** How else the association is reached: by which service, under which name. */
  readonly ways: readonly { readonly label: string; readonly value: string }[];
  /** Null while no chat account is configured. */
  readonly widget: { readonly apiUrl: string; readonly accountId: string } | null;
};

const anchors = ['services', 'steps', 'questions', 'contact'] as const;

/** The association's home page in one language, carrying the website chat as any site would. */
export const sitePage = (words: SiteWords, facts: SiteFacts): string => `<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(facts.name)}</title>
<meta name="description" content="${escape(words.heroText)}">
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(mark('#0b6b63', '#ffffff'))}">
<style>${siteStyles}</style>
</head>
<body>
${header(words, facts)}
<main>
${facts.widget ? '' : `<div class="notice" role="status"><div class="wrap">${escape(words.noWidget)}</div></div>`}
${hero(words)}
${cards('services', words.servicesTitle, words.services, false)}
${cards('steps', words.stepsTitle, words.steps, true)}
${questions(words)}
${contact(words, facts)}
</main>
<footer><div class="wrap">${escape(words.footer)}</div></footer>
${facts.widget ? widgetTag(facts.widget, words.lang) : ''}
</body>
</html>`;

/** Makes text safe between tags and inside double-quoted attributes. */
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const widgetTag = (widget: NonNullable<SiteFacts['widget']>, lang: string): string =>
  `<script src="${escape(widget.apiUrl)}/widget/loader.js" data-account="${escape(widget.accountId)}" data-language="${lang}" async></script>`;

const mark = (ground: string, drop: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" rx="12" fill="${ground}"/>` +
  `<path d="M20 8c5 6.5 8 10.6 8 14.5a8 8 0 0 1-16 0C12 18.6 15 14.5 20 8Z" fill="${drop}"/>` +
  `<path d="M16.5 23.5c1 2.5 4.5 3.5 7 1.5" fill="none" stroke="${ground}" stroke-width="2" stroke-linecap="round"/></svg>`;

const header = (words: SiteWords, facts: SiteFacts): string => `<header class="top"><div class="wrap">
<a class="logo" href="/site?lang=${words.lang}">${mark('var(--brand)', 'var(--on-brand)')}<span>${escape(facts.name)}<small>${escape(words.tagline)}</small></span></a>
<nav aria-label="${escape(words.nav[0] ?? '')}">${words.nav.map((label, index) => `<a href="#${anchors[index] ?? ''}">${escape(label)}</a>`).join('')}
<a class="lang" lang="${words.other.lang}" href="/site?lang=${words.other.lang}">${words.other.label}</a></nav>
</div></header>`;

const hero = (words: SiteWords): string => `<div class="hero"><div class="wrap"><div>
<h1>${escape(words.heroTitle)}</h1><p>${escape(words.heroText)}</p>
<a class="cta" href="#contact">${escape(words.heroAction)}</a><p class="note">${escape(words.heroNote)}</p></div>
${drawing}</div></div>`;

/** A house on a hill with a tree and a child's kite: drawn for this page. */
const drawing = `<svg class="art" viewBox="0 0 420 320" role="presentation" aria-hidden="true">
<rect x="10" y="10" width="400" height="300" rx="32" fill="var(--soft)"/>
<circle cx="318" cy="84" r="34" fill="#e0a24a" opacity=".9"/>
<path d="M10 250c70-52 140-52 205-18s130 28 195-14v60a32 32 0 0 1-32 32H42a32 32 0 0 1-32-32Z" fill="var(--brand)" opacity=".28"/>
<path d="M10 276c80-34 150-28 216-6s120 12 184-12v20a32 32 0 0 1-32 32H42a32 32 0 0 1-32-32Z" fill="var(--brand)" opacity=".55"/>
<path d="M120 232v-66l56-44 56 44v66Z" fill="var(--surface)" stroke="var(--brand)" stroke-width="4" stroke-linejoin="round"/>
<path d="M108 172l68-54 68 54" fill="none" stroke="var(--brand)" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"/>
<rect x="164" y="186" width="26" height="46" rx="4" fill="var(--brand)"/><rect x="202" y="182" width="18" height="18" rx="3" fill="#e0a24a"/>
<path d="M292 236v-40" stroke="var(--brand)" stroke-width="7" stroke-linecap="round"/><circle cx="292" cy="176" r="32" fill="var(--brand)" opacity=".8"/>
<path d="M84 66l24 20-14 30-28-22Z" fill="#c27a12" opacity=".9"/><path d="M94 116c10 34-4 66 16 110" fill="none" stroke="var(--ink-2)" stroke-width="2"/></svg>`;

const cards = (
  id: string,
  title: string,
  items: readonly { title: string; text: string }[],
  numbered: boolean,
): string => `<section id="${id}"${numbered ? ' class="alt"' : ''}><div class="wrap"><h2>${escape(title)}</h2>
<${numbered ? 'ol' : 'ul'} class="cards">${items
  .map(
    (item, index) =>
      `<li>${numbered ? `<span class="number" aria-hidden="true">${index + 1}</span>` : ''}<h3>${escape(item.title)}</h3><p>${escape(item.text)}</p></li>`,
  )
  .join('')}</${numbered ? 'ol' : 'ul'}></div></section>`;

const questions = (
  words: SiteWords,
): string => `<section id="questions"><div class="wrap"><h2>${escape(words.questionsTitle)}</h2>
${words.questions.map((item) => `<details><summary>${escape(item.title)}</summary><p>${escape(item.text)}</p></details>`).join('')}</div></section>`;

const contact = (words: SiteWords, facts: SiteFacts): string => {
  const way = (label: string, value: string) => `<div><dt>${escape(label)}</dt><dd>${value}</dd></div>`;
  const ways = [
    ...facts.ways.map(({ label, value }) => way(label, `<bdi dir="ltr">${escape(value)}</bdi>`)),
    way(words.chatWay.label, escape(words.chatWay.value)),
  ].join('');
  return `<section id="contact" class="alt"><div class="wrap"><h2>${escape(words.contactTitle)}</h2><p>${escape(words.contactText)}</p><dl class="ways">${ways}</dl></div></section>`;
};
