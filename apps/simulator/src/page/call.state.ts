import { useCallback, useEffect, useState } from 'preact/hooks';
import { api, type CallApp, type PhoneCall, type ProviderView } from './api.calls.ts';
import { useLoaded } from './live.state.ts';

/** While somebody telephones, the page looks this often: what is said is no event of its own. */
const lookMs = 500;

/** A call, and by which provider. */
export type KnownCall = PhoneCall & { readonly channel: string };

export const isCallApp = (provider: ProviderView): provider is CallApp => provider.telephone !== null;

/** Everybody's calls, newest first, loaded again with every burst of events and steadily while one is under way. */
export const useCalls = (providers: readonly ProviderView[], version: number): readonly KnownCall[] => {
  const [beat, setBeat] = useState(0);
  const load = useCallback(() => allCalls(providers), [providers]);
  const calls = useLoaded(load, `${version} ${beat}`, []);
  const isBusy = calls.some(isUnderWay);
  useEffect(() => {
    if (!isBusy) return undefined;
    const timer = setInterval(() => setBeat((before) => before + 1), lookMs);
    return () => clearInterval(timer);
  }, [isBusy]);
  return calls;
};

const allCalls = async (providers: readonly ProviderView[]): Promise<readonly KnownCall[]> => {
  const lists = await Promise.all(
    providers
      .filter(isCallApp)
      .map(async (app) => (await api.calls(app)).map((call) => ({ ...call, channel: app.channel }))),
  );
  return lists.flat();
};

export const isUnderWay = ({ endedAt }: PhoneCall): boolean => endedAt === null;

/** The association rings at this telephone. */
export const isRinging = ({ status, direction }: PhoneCall): boolean =>
  status === 'ringing' && direction !== 'inbound';

/** What the person at a telephone does, and what went wrong with it. */
export const useCallActs = (app: CallApp, number: string) => {
  const [failure, setFailure] = useState('');
  const attempt = async (doing: Promise<unknown>) => {
    try {
      await doing;
      setFailure('');
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    failure,
    start: () => void attempt(api.startCall(app, number)),
    act: (call: PhoneCall, what: 'accept' | 'decline' | 'hangup') =>
      void attempt(api.actInCall(app, call.sid, what)),
    press: (call: PhoneCall, key: string) => void attempt(api.pressKey(app, call.sid, key)),
  };
};

export type CallActs = ReturnType<typeof useCallActs>;
