import type { Accounts, CallApp, PhoneCall } from './api.calls.ts';
import { useCallActs } from './call.state.ts';
import { Icon } from './icons.tsx';
import { useLook } from './look.state.ts';
import { ProblemNote } from './problem.note.tsx';

type Props = {
  readonly app: CallApp;
  readonly call: PhoneCall;
  readonly number: string;
  readonly accounts: Accounts;
  /** The person answered: their telephone is to be seen. */
  readonly onAnswer: () => void;
};

/** The association rings, whatever app is open: to be answered or declined. */
export const RingingCall = ({ app, call, number, accounts, onAnswer }: Props) => {
  const { words, lang } = useLook();
  const acts = useCallActs(app, number);
  const answer = () => {
    acts.act(call, 'accept');
    onAnswer();
  };
  return (
    <div class="ring-bar" role="alertdialog" aria-label={words.call.incoming}>
      <div class="ring-text">
        <strong>{accounts.organisation[lang]}</strong>
        <span class="meta">
          {words.call.incoming} · <bdi dir="ltr">{call.from}</bdi>
        </span>
        <ProblemNote text={acts.failure} />
      </div>
      <button
        type="button"
        class="call-button end small"
        aria-label={words.call.decline}
        onClick={() => acts.act(call, 'decline')}
      >
        <Icon name="hangup" size={20} />
      </button>
      <button type="button" class="call-button take small" aria-label={words.call.accept} onClick={answer}>
        <Icon name="handset" size={20} />
      </button>
    </div>
  );
};
