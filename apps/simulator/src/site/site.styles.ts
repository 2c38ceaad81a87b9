/** The style sheet of the association's home page: logical properties only, light and dark. */
export const siteStyles = `
:root { color-scheme: light dark; --bg: #f4f2ed; --surface: #fff; --ink: #17262b; --ink-2: #4c5b60; --line: #e2ded5;
  --brand: #0b6b63; --on-brand: #fff; --soft: #e1f0ee; --sand: #fdf0da; }
@media (prefers-color-scheme: dark) { :root { --bg: #0e1516; --surface: #151e20; --ink: #e8edec; --ink-2: #b3bfbf;
  --line: #283436; --brand: #4fb8ac; --on-brand: #06211e; --soft: #17332f; --sand: #33270f; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-block-start: 88px; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--bg); color: var(--ink); font: 400 17px/1.75 'IBM Plex Sans Arabic', 'Noto Sans Arabic', system-ui, sans-serif;
  font-synthesis: none; }
:lang(en) body, body:lang(en) { line-height: 1.6; }
a { color: inherit; }
h1, h2, h3, p { margin: 0; text-wrap: pretty; }
h1 { font-size: clamp(30px, 5vw, 50px); line-height: 1.3; }
h2 { font-size: clamp(23px, 3vw, 30px); line-height: 1.4; margin-block-end: 24px; }
h3 { font-size: 18px; line-height: 1.5; }
.wrap { inline-size: min(1120px, 100% - 40px); margin-inline: auto; }
.top { position: sticky; inset-block-start: 0; z-index: 5; background: color-mix(in srgb, var(--surface) 94%, transparent);
  border-block-end: 1px solid var(--line); backdrop-filter: blur(8px); }
.top .wrap { display: flex; align-items: center; gap: 20px; min-block-size: 68px; flex-wrap: wrap; padding-block: 8px; }
.logo { display: flex; align-items: center; gap: 12px; font-weight: 600; text-decoration: none; line-height: 1.35; }
.logo svg { inline-size: 40px; block-size: 40px; flex: none; }
.logo small { display: block; font-weight: 400; font-size: 13.5px; color: var(--ink-2); }
nav { display: flex; gap: 4px; margin-inline-start: auto; flex-wrap: wrap; }
nav a { padding: 8px 12px; border-radius: 10px; text-decoration: none; font-size: 15.5px; color: var(--ink-2); }
nav a:hover { background: var(--soft); color: var(--ink); }
nav a.lang { border: 1px solid var(--line); color: var(--ink); }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; border-radius: 10px; }
.hero { padding-block: clamp(48px, 9vw, 104px); }
.hero .wrap { display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); gap: 48px; align-items: center; }
.hero p { margin-block-start: 18px; font-size: 19px; color: var(--ink-2); max-inline-size: 34em; }
.hero .note { font-size: 15.5px; }
.cta { display: inline-block; margin-block-start: 28px; padding: 14px 26px; border-radius: 14px; background: var(--brand);
  color: var(--on-brand); font-weight: 600; text-decoration: none; }
.art { inline-size: 100%; block-size: auto; }
section { padding-block: clamp(40px, 6vw, 72px); }
section.alt { background: var(--surface); border-block: 1px solid var(--line); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr)); gap: 16px; padding: 0; margin: 0; list-style: none; }
.cards li { background: var(--surface); border: 1px solid var(--line); border-radius: 16px; padding: 24px; }
.alt .cards li { background: var(--bg); }
.cards p { color: var(--ink-2); margin-block-start: 6px; font-size: 16px; }
.cards .number { display: grid; place-items: center; inline-size: 36px; block-size: 36px; border-radius: 50%; background: var(--soft);
  color: var(--brand); font-weight: 600; margin-block-end: 12px; }
details { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 4px 20px; margin-block-end: 12px; }
summary { padding-block: 14px; font-weight: 600; cursor: pointer; }
details p { padding-block-end: 16px; color: var(--ink-2); }
.ways { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr)); gap: 16px; margin-block-start: 20px; }
.ways div { background: var(--sand); border-radius: 16px; padding: 20px 24px; overflow-wrap: anywhere; }
.ways dt { font-size: 15px; color: var(--ink-2); }
.ways dd { margin: 0; font-weight: 600; }
dl { margin: 0; }
footer { padding-block: 32px 112px; color: var(--ink-2); font-size: 15px; border-block-start: 1px solid var(--line); }
.notice { background: var(--sand); padding-block: 12px; font-size: 15.5px; }
@media (max-width: 820px) { .hero .wrap { grid-template-columns: 1fr; } .art { max-inline-size: 340px; margin-inline: auto; } nav { margin-inline-start: 0; } }
`;
