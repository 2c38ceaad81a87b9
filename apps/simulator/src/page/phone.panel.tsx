import { useEffect, useState } from 'preact/hooks';
import { type Accounts, api, type App, type Chat, type Person, type ProviderView } from './api.calls.ts';
import { AppRow } from './app.row.tsx';
import { RingingCall } from './call.ringing.tsx';
import { CallScreen } from './call.screen.tsx';
import { isCallApp, isRinging, type KnownCall } from './call.state.ts';
import { useAim } from './chat.aim.ts';
import { ChatComposer } from './chat.composer.tsx';
import { ChatLog } from './chat.log.tsx';
import { useOutbox } from './chat.outbox.ts';
import { Icon, LineDrawing } from './icons.tsx';
import { clockTime, useLook } from './look.state.ts';

type Props = {
  readonly person: Person;
  readonly chats: readonly Chat[];
  readonly calls: readonly KnownCall[];
  readonly accounts: Accounts;
  /** Those that know this person; one at least. */
  readonly apps: readonly ProviderView[];
  readonly app: ProviderView;
  readonly onApp: (app: ProviderView) => void;
};

const isChatApp = (provider: ProviderView): provider is App => provider.phone !== null;

/** Whether a provider is something that one holds in one's hand. */
export const isOnPhone = (provider: ProviderView): boolean => isChatApp(provider) || isCallApp(provider);

const readAfterMs = 700;
const clockMs = 15_000;

/** The phone of one beneficiary, open on the chat with the association in one of their apps, or on the telephone. */
export const PhonePanel = ({ person, chats, calls, accounts, apps, app, onApp }: Props) => {
  const { words, lang } = useLook();
  const chatIn = ({ channel }: ProviderView) =>
    chats.find((chat) => chat.channel === channel && chat.address === person.addresses[channel]);
  const callsIn = ({ channel }: ProviderView) =>
    calls.filter((call) => call.channel === channel && call.person === person.addresses[channel]);
  const newIn = (each: ProviderView) => (chatIn(each)?.unread ?? 0) + callsIn(each).filter(isRinging).length;
  return (
    <section class="pane phone-pane" aria-labelledby="phone-title">
      <h2 id="phone-title" class="hidden">
        {words.phone}: {person[lang]}
      </h2>
      <div class="device">
        <DeviceStatus owner={person[lang]} />
        <AppRow apps={apps} current={app} unreadIn={newIn} onChoose={onApp} />
        <RingingCalls apps={apps} callsIn={callsIn} person={person} accounts={accounts} onAnswer={onApp} />
        {isChatApp(app) ? (
          <AppScreen key={app.channel} person={person} app={app} chat={chatIn(app)} accounts={accounts} />
        ) : null}
        {isCallApp(app) ? (
          <CallScreen
            key={app.channel}
            app={app}
            number={person.addresses[app.channel] ?? ''}
            calls={callsIn(app)}
            accounts={accounts}
          />
        ) : null}
      </div>
      <p class="device-number">
        <Icon name="phone" size={16} /> <bdi dir="ltr">{person.phone}</bdi>
      </p>
    </section>
  );
};

/** The clock and whose phone it is. */
const DeviceStatus = ({ owner }: { readonly owner: string }) => {
  const { lang } = useLook();
  const now = useNow();
  return (
    <div class="device-status" aria-hidden="true">
      <span class="num">{clockTime(now, lang)}</span>
      <span class="device-owner">
        <bdi>{owner}</bdi>
      </span>
    </div>
  );
};

type RingingProps = Pick<Props, 'apps' | 'person' | 'accounts'> & {
  readonly callsIn: (app: ProviderView) => Props['calls'];
  readonly onAnswer: Props['onApp'];
};

/** Whatever rings now, over whichever app is open. */
const RingingCalls = ({ apps, callsIn, person, accounts, onAnswer }: RingingProps) => (
  <>
    {apps.filter(isCallApp).map((each) =>
      callsIn(each)
        .filter(isRinging)
        .map((call) => (
          <RingingCall
            key={call.sid}
            app={each}
            call={call}
            number={person.addresses[each.channel] ?? ''}
            accounts={accounts}
            onAnswer={() => onAnswer(each)}
          />
        )),
    )}
  </>
);

type ScreenProps = {
  readonly person: Person;
  readonly app: App;
  readonly chat: Chat | undefined;
  readonly accounts: Accounts;
};

const AppScreen = ({ person, app, chat, accounts }: ScreenProps) => {
  const { lang } = useLook();
  const address = person.addresses[app.channel] ?? '';
  const outbox = useOutbox(app, address, person[lang]);
  const aim = useAim();
  useReading(app, address, chat?.unread ?? 0);
  return (
    <>
      <ChatHead accounts={accounts} app={app} windowOpen={chat?.windowOpen ?? null} />
      <ChatLog messages={chat?.messages ?? []} app={app} aim={aim} outbox={outbox} />
      <ChatComposer app={app} address={address} aim={aim} outbox={outbox} />
    </>
  );
};

/** The time, looked at often enough for a clock without seconds. */
const useNow = (): string => {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), clockMs);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** An open chat is read after a moment, when somebody really looks. */
const useReading = ({ channel, phone }: App, address: string, unread: number): void => {
  useEffect(() => {
    if (unread === 0 || !phone.reads) return undefined;
    const timer = setTimeout(() => {
      if (!document.hidden) void api.read(channel, address).catch(() => undefined);
    }, readAfterMs);
    return () => clearTimeout(timer);
  }, [channel, address, phone.reads, unread]);
};

type HeadProps = {
  readonly accounts: Accounts;
  readonly app: App;
  readonly windowOpen: boolean | null;
};

const ChatHead = ({ accounts, app, windowOpen }: HeadProps) => {
  const { words, lang } = useLook();
  return (
    <div class="chat-head">
      <span class="avatar association" aria-hidden="true">
        <Icon name="heart" size={20} />
      </span>
      <div class="chat-head-text">
        <strong>{accounts.organisation[lang]}</strong>
        <span class="meta chat-head-app">
          <LineDrawing path={app.icon} size={15} />
          <span>{app.label[lang]}</span>
          {app.accounts.map((account) => (
            <bdi key={account} dir="ltr">
              {account}
            </bdi>
          ))}
        </span>
      </div>
      {windowOpen === null ? null : (
        <span
          class={`window-dot${windowOpen ? ' open' : ''}`}
          title={windowOpen ? words.windowOpen : words.windowClosed}
        >
          <span class="hidden">{windowOpen ? words.windowOpen : words.windowClosed}</span>
        </span>
      )}
    </div>
  );
};
