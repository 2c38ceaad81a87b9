import type { Chat } from '../chat.store.js';
import { TEXTS } from '../texts.js';
import { Composer } from './composer.view.js';
import { Icon } from './icon.view.js';
import { Log } from './log.view.js';

/** The chat window: a dialog beside the page, or over all of it on a phone. */
export function Panel({ chat, close }: { readonly chat: Chat; readonly close: () => void }) {
  const { language, phase } = chat.state;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    close();
  };
  return (
    <dialog aria-labelledby="title" onKeyDown={onKeyDown} onClose={close}>
      <div class="panel" lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        <Header chat={chat} close={close} />
        <Banner chat={chat} />
        {phase === 'ready' && <Log chat={chat} />}
        {phase === 'ready' && <Composer chat={chat} />}
        <Spoken chat={chat} />
      </div>
    </dialog>
  );
}

function Header({ chat, close }: { readonly chat: Chat; readonly close: () => void }) {
  const { language, session } = chat.state;
  const texts = TEXTS[language];
  const other = language === 'ar' ? 'en' : 'ar';
  const name = session?.association[language === 'ar' ? 'nameAr' : 'nameEn'];
  return (
    <header>
      <div>
        <h2 id="title">{name ?? texts.log}</h2>
        {session?.open && <p>{texts.open}</p>}
      </div>
      <button class="plain" lang={other} onClick={() => chat.speak(other)}>
        {texts.otherLanguage}
      </button>
      <button class="plain close" aria-label={texts.close} onClick={close}>
        <Icon name="close" />
      </button>
    </header>
  );
}

/** Says why the chat can't do everything now, and what follows from it. */
function Banner({ chat }: { readonly chat: Chat }) {
  const { phase, offline, language, session } = chat.state;
  const texts = TEXTS[language];
  const closed = session?.open === false ? session.outOfHours[language] : '';
  return (
    <output class="banner">{phase !== 'ready' ? texts[phase] : offline ? texts.offline : closed}</output>
  );
}

/** One polite line for each arrival; the log itself is silent, or its past would be read aloud. */
function Spoken({ chat }: { readonly chat: Chat }) {
  const { heard, language } = chat.state;
  const last = heard.at(-1);
  const news = heard.length > 1 ? heard.length : last && `${last.author ?? ''} ${last.text}`;
  return <output class="sr">{news && `${TEXTS[language].unread}: ${news}`}</output>;
}
