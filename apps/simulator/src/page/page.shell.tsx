import { useEffect, useState } from 'preact/hooks';
import { type Accounts, api, type Chat, type Person } from './api.calls.ts';
import { FaultsPanel } from './faults.panel.tsx';
import { Icon, type IconName } from './icons.tsx';
import { LedgerPanel } from './ledger.panel.tsx';
import { useLive, useLoaded } from './live.state.ts';
import { type Look, LookContext, useLook, useLookState } from './look.state.ts';
import { MailPanel } from './mail.panel.tsx';
import { PeopleBar } from './people.bar.tsx';
import { usePeople } from './people.state.ts';
import { PhonePanel } from './phone.panel.tsx';

type View = 'phone' | 'mail' | 'panel';

const noAccounts: Accounts = {
  twilio: [],
  mailbox: [],
  consoleUrl: null,
  organisation: { ar: 'الجمعية', en: 'The association' },
};

/** The whole page: who one is, their phone, their mailbox, the faults and the ledger. */
export const PageShell = () => {
  const look = useLookState();
  const live = useLive();
  const providers = useLoaded(api.providers, live.version, []);
  const accounts = useLoaded(api.accounts, live.version, noAccounts);
  const chats = useLoaded(api.chats, live.version, []);
  const mailboxes = useLoaded(api.mailboxes, live.version, []);
  const people = usePeople(chats, look.lang);
  const [view, setView] = useState<View>('phone');
  const unreadOf = (person: Person): number =>
    (chats.find(({ address }) => address === person.phone)?.unread ?? 0) +
    (mailboxes.find(({ address }) => address === person.email)?.unread ?? 0);
  const who = people.current;
  return (
    <LookContext.Provider value={look}>
      <TopBar accounts={accounts} />
      {live.connected ? null : <output class="banner">{look.words.lost}</output>}
      <PeopleBar
        people={people.all}
        current={who}
        unreadOf={unreadOf}
        onChoose={people.choose}
        onAdd={people.add}
      />
      <ViewSwitch view={view} onView={setView} />
      <main class="panes" data-view={view}>
        {who ? <PersonPanes person={who} chats={chats} accounts={accounts} version={live.version} /> : null}
        <div class="side">
          <FaultsPanel version={live.version} onChange={live.reload} />
          <LedgerPanel
            lines={live.lines}
            onClear={live.reload}
            providers={providers}
            nameOf={people.nameOf}
          />
        </div>
      </main>
    </LookContext.Provider>
  );
};

type PersonProps = {
  readonly person: Person;
  readonly chats: readonly Chat[];
  readonly accounts: Accounts;
  readonly version: number;
};

/** The phone and the mailbox of whoever one is; begun anew for another person. */
const PersonPanes = ({ person, chats, accounts, version }: PersonProps) => {
  const chat = chats.find(({ address }) => address === person.phone);
  return (
    <>
      <PhonePanel key={person.phone} person={person} chat={chat} accounts={accounts} />
      <MailPanel key={`mail ${person.email}`} person={person} version={version} accounts={accounts} />
    </>
  );
};

const TopBar = ({ accounts }: { accounts: Accounts }) => {
  const look = useLook();
  const { words } = look;
  return (
    <header class="top">
      <div class="brand">
        <span class="brand-mark">
          <Icon name="phone" size={22} />
        </span>
        <div>
          <h1>{words.title}</h1>
          <p>{words.subtitle}</p>
        </div>
      </div>
      <div class="top-links">
        {accounts.consoleUrl === null ? null : (
          <a class="button" href={accounts.consoleUrl} target="_blank" rel="noreferrer">
            <span>{words.console}</span>
            <Icon name="out" size={16} />
          </a>
        )}
        <a class="button" href={`/site?lang=${look.lang}`} target="_blank" rel="noreferrer">
          <span>{words.site}</span>
          <Icon name="out" size={16} />
        </a>
        <LookSwitches look={look} />
      </div>
    </header>
  );
};

const LookSwitches = ({ look }: { look: Look }) => {
  const other = look.theme === 'dark' ? 'light' : 'dark';
  const otherLanguage = look.lang === 'ar' ? 'en' : 'ar';
  return (
    <>
      <button
        class="button icon-only"
        type="button"
        aria-label={`${look.words.theme}: ${other === 'dark' ? look.words.themeDark : look.words.themeLight}`}
        onClick={() => look.setTheme(other)}
      >
        <Icon name={other === 'dark' ? 'moon' : 'sun'} />
      </button>
      <button class="button" type="button" lang={otherLanguage} onClick={() => look.setLang(otherLanguage)}>
        {look.words.switchLanguage}
      </button>
    </>
  );
};

/** On a narrow screen one section at a time is shown. */
const ViewSwitch = ({ view, onView }: { view: View; onView: (view: View) => void }) => {
  const { words } = useLook();
  useEffect(() => window.scrollTo({ top: 0 }), [view]);
  const views: readonly (readonly [View, IconName, string])[] = [
    ['phone', 'phone', words.viewPhone],
    ['mail', 'mail', words.viewMail],
    ['panel', 'bolt', words.viewPanel],
  ];
  return (
    <nav class="view-switch" aria-label={words.views}>
      {views.map(([name, icon, label]) => (
        <button type="button" key={name} aria-pressed={view === name} onClick={() => onView(name)}>
          <Icon name={icon} size={18} />
          <span>{label}</span>
        </button>
      ))}
    </nav>
  );
};
