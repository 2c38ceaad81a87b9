import css from './loader.css?inline';
import { storageKey, type Call, type Runner, type Sila, type WidgetHost } from './host.js';

const script = (document.currentScript ??
  document.querySelector('script[data-account]')) as HTMLScriptElement;
const { account = '', language: asked, color = '', position = 'end' } = script.dataset;
const base = new URL('..', script.src).href.replace(/\/$/, '');
const language = /^en/i.test(asked ?? document.documentElement.lang) ? 'en' : 'ar';

let run: Runner | null = null;
let host: WidgetHost;
let loading = false;
const waiting: Call[] = [...(window.Sila?.q ?? [])];

const sila = ((...call: Call): void => {
  if (run) return run(call);
  waiting.push(call);
  loadPanel();
}) as Sila;

sila.ready = (mount) => {
  run = mount(host);
  host.launcher.removeAttribute('aria-busy');
  waiting.splice(0).forEach(run);
};

/** Fetches the panel once; a failed fetch may be tried again by the next click. */
function loadPanel(): void {
  if (loading || !host) return;
  loading = true;
  if (waiting.length > 0) host.launcher.setAttribute('aria-busy', 'true');
  const panel = document.createElement('script');
  panel.nonce = script.nonce;
  panel.onerror = () => {
    loading = false;
    waiting.length = 0;
    host.launcher.removeAttribute('aria-busy');
    panel.remove();
  };
  panel.src = `${base}/widget/panel.js`;
  document.head.append(panel);
}

class SilaChat extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css + (/^#[\da-f]{6}$/i.test(color) ? `:host{--brand:${color}}` : ''));
    root.adoptedStyleSheets = [sheet];
    const launcher = document.createElement('button');
    launcher.type = 'button';
    launcher.className = 'launcher';
    launcher.ariaExpanded = 'false';
    launcher.ariaLabel = language === 'ar' ? 'راسلنا' : 'Chat with us';
    launcher.onclick = () => sila('toggle');
    root.append(launcher);
    host = { account, base, language, element: this, root, launcher };
  }
}

/** True when this browser has talked to us before: then the panel comes by itself and counts what was missed. */
function knownHere(): boolean {
  try {
    return /"token":"/.test(localStorage.getItem(storageKey(account)) ?? '');
  } catch {
    return false;
  }
}

function start(): void {
  const element = document.createElement('sila-chat');
  element.dir = language === 'ar' ? 'rtl' : 'ltr';
  element.lang = language;
  element.dataset['side'] = position;
  document.body.append(element);
  if (waiting.length > 0) loadPanel();
  else if (knownHere()) (window.requestIdleCallback ?? setTimeout)(loadPanel);
}

if (account && !customElements.get('sila-chat')) {
  window.Sila = sila;
  customElements.define('sila-chat', SilaChat);
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
}
