import { useEffect, useState } from 'preact/hooks';
import type { Accounts, CallApp, PhoneCall } from './api.calls.ts';
import { CallCaptions } from './call.captions.tsx';
import { CallKeypad } from './call.keypad.tsx';
import { CallRecents } from './call.recents.tsx';
import { type CallActs, isRinging, isUnderWay, type KnownCall, useCallActs } from './call.state.ts';
import { CallStanding } from './call.standing.tsx';
import { Icon } from './icons.tsx';
import { useLook } from './look.state.ts';
import { ProblemNote } from './problem.note.tsx';

type Props = {
  readonly app: CallApp;
  readonly number: string;
  /** This telephone's calls, newest first. */
  readonly calls: readonly KnownCall[];
  readonly accounts: Accounts;
};

/** The telephone: the call that is under way, one that is looked back at, or the list of calls. */
export const CallScreen = ({ app, number, calls, accounts }: Props) => {
  const [opened, open] = useState<string | null>(null);
  const acts = useCallActs(app, number);
  const current = calls.find(({ sid }) => sid === opened);
  const underWay = calls.find((call) => isUnderWay(call) && !isRinging(call))?.sid;
  useEffect(() => {
    if (underWay !== undefined) open(underWay);
  }, [underWay]);
  if (!current)
    return (
      <CallRecents
        app={app}
        calls={calls}
        accounts={accounts}
        failure={acts.failure}
        onStart={acts.start}
        onOpen={(call) => open(call.sid)}
      />
    );
  return <OneCall call={current} acts={acts} accounts={accounts} onBack={() => open(null)} />;
};

type OneProps = {
  readonly call: PhoneCall;
  readonly acts: CallActs;
  readonly accounts: Accounts;
  readonly onBack: () => void;
};

const OneCall = ({ call, acts, accounts, onBack }: OneProps) => {
  const { words } = useLook();
  return (
    <div class="call">
      <CallStanding call={call} accounts={accounts} />
      <CallCaptions steps={call.steps} />
      <ProblemNote text={acts.failure} />
      {isUnderWay(call) ? (
        <>
          <CallKeypad call={call} acts={acts} />
          <div class="call-acts">
            <button
              type="button"
              class="call-button end"
              aria-label={words.call.hangUp}
              onClick={() => acts.act(call, 'hangup')}
            >
              <Icon name="hangup" size={26} />
            </button>
          </div>
        </>
      ) : (
        <div class="call-acts">
          <button type="button" class="button" onClick={onBack}>
            {words.call.back}
          </button>
        </div>
      )}
    </div>
  );
};
