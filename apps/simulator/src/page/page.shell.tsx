import { useEffect, useState } from 'preact/hooks';
import { type Accounts, api, type Chat, type Person, type ProviderView } from './api.calls.ts';
import { isRinging, type KnownCall, useCalls } from './call.state.ts';
import { FaultsPanel } from './faults.panel.tsx';
import { Icon, type IconName } from './icons.tsx';
import { LedgerPanel } from './ledger.panel.tsx';
import { useLive, useLoaded } from './live.state.ts';
import { type Language, type Look, LookContext, useLook, useLookState } from './look.state.ts';
import { MailPanel } from './mail.panel.tsx';
import { PeopleBar } from './people.bar.tsx';
import { usePeople } from './people.state.ts';
import { isOnPhone, PhonePanel } from './phone.panel.tsx';

type View = 'phone' | 'mail' | 'panel';

const noAccounts: Accounts = {
  mailbox: [],
  consoleUrl: null,
  organisation: { ar: 'الجمعية', en: 'The association' },
};

/** What the page shows of the simulator, loaded again with every burst of events. */
const useSimulator = (lang: Language) => {
  const live = useLive();
  const providers = useLoaded(api.providers, live.version, []);
  const accounts = useLoaded(api.accounts, live.version, noAccounts);
  const chats = useLoaded(api.chats, live.version, []);
  const mailboxes = useLoaded(api.mailboxes, live.version, []);
  const calls = useCalls(providers, live.version);
  const people = usePeople(chats, lang);
  const unreadOf = (person: Person): number =>
    chats.filter(isOf(person)).reduce((sum, { unread }) => sum + unread, 0) +
    (mailboxes.find(({ address }) => address === person.email)?.unread ?? 0) +
    calls.filter((call) => call.person === person.addresses[call.channel] && isRinging(call)).length;
  return { live, providers, accounts, chats, calls, people, unreadOf };
};

/** The whole page: who one is, their phone, their mailbox, the faults and the ledger. */
export const PageShell = () => {
  const look = useLookState();
  const { live, providers, accounts, chats, calls, people, unreadOf } = useSimulator(look.lang);
  const [view, setView] = useState<View>('phone');
  return (
    <LookContext.Provider value={look}>
      <TopBar accounts={accounts} />
      {live.connected ? null : <output class="banner">{look.words.lost}</output>}
      <PeopleBar
        people={people.all}
        current={people.current}
        unreadOf={unreadOf}
        onChoose={people.choose}
        onAdd={people.add}
      />
      <ViewSwitch view={view} onView={setView} />
      <main class="panes" data-view={view}>
        {people.current ? (
          <PersonPanes
            person={people.current}
            chats={chats}
            calls={calls}
            providers={providers}
            accounts={accounts}
            version={live.version}
          />
        ) : null}
        <div class="side">
          <FaultsPanel providers={providers} version={live.version} onChange={live.reload} />
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
  readonly calls: readonly KnownCall[];
  readonly providers: readonly ProviderView[];
  readonly accounts: Accounts;
  readonly version: number;
};

const isOf =
  ({ addresses }: Person) =>
  ({ channel, address }: Chat): boolean =>
    addresses[channel] === address;

/** The apps on this person's phone: those with an account, or the first there is while none has one. */
const appsOf = (providers: readonly ProviderView[], { addresses }: Person): readonly ProviderView[] => {
  const apps = providers.filter(isOnPhone).filter(({ channel }) => addresses[channel] !== undefined);
  const usable = apps.filter(({ accounts }) => accounts.length > 0);
  return usable.length > 0 ? usable : apps.slice(0, 1);
};

/** The phone and the mailbox of whoever one is; begun anew for another person, but in the same app. */
const PersonPanes = ({ person, chats, calls, providers, accounts, version }: PersonProps) => {
  const [chosen, choose] = useState('');
  const apps = appsOf(providers, person);
  const app = apps.find(({ channel }) => channel === chosen) ?? apps[0];
  return (
    <>
      {app ? (
        <PhonePanel
          key={person.phone}
          person={person}
          chats={chats}
          calls={calls}
          accounts={accounts}
          apps={apps}
          app={app}
          onApp={({ channel }) => choose(channel)}
        />
      ) : null}
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
