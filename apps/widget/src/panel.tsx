import { render } from 'preact';
import { Chat } from './chat.store.js';
import type { Call, Runner, WidgetHost } from './host.js';
import css from './panel.css?inline';
import { TEXTS } from './texts.js';
import { Panel } from './view/panel.view.js';
import { Stage } from './view/stage.js';

/** Builds the panel into the loader's shadow root and says how the page may drive it. */
function mount(host: WidgetHost): Runner {
  const { root, launcher } = host;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const badge = document.createElement('b');
  launcher.append(badge);
  const place = document.createElement('div');
  root.append(place);

  const chat = new Chat(host.account, host.base, host.language);
  const stage = new Stage(place);
  const toggle = (isOpen: boolean): void => {
    if (isOpen === chat.state.isOpen) return;
    chat.show(isOpen);
    if (!isOpen) launcher.focus();
  };
  const draw = (): void => {
    label(launcher, badge, chat);
    host.element.toggleAttribute('data-open', chat.state.isOpen);
    const settle = stage.before();
    render(<Panel chat={chat} close={() => toggle(false)} />, place);
    settle(chat.state);
  };
  chat.onNews = draw;
  draw();
  void chat.start();
  return (call) => obey(call, chat, toggle);
}

/** The launcher says what a press does and how much is unread. */
function label(launcher: HTMLButtonElement, badge: HTMLElement, chat: Chat): void {
  const { isOpen, unread, language } = chat.state;
  const texts = TEXTS[language];
  badge.textContent = unread > 0 ? String(unread) : '';
  launcher.ariaExpanded = String(isOpen);
  const news = unread > 0 ? `. ${texts.unread}: ${unread}` : '';
  launcher.ariaLabel = isOpen ? texts.close : texts.launcher + news;
}

function obey([command, value]: Call, chat: Chat, toggle: (isOpen: boolean) => void): void {
  if (command === 'open') toggle(true);
  if (command === 'close') toggle(false);
  if (command === 'toggle') toggle(!chat.state.isOpen);
  if (command === 'language' && (value === 'ar' || value === 'en')) chat.speak(value);
}

window.Sila?.ready(mount);
