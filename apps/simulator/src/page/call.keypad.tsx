import type { PhoneCall } from './api.calls.ts';
import type { CallActs } from './call.state.ts';
import { useLook } from './look.state.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** The keys of a telephone; while a message is recorded, also the way to end it in words. */
export const CallKeypad = ({ call, acts }: { call: PhoneCall; acts: CallActs }) => {
  const { words } = useLook();
  if (call.answeredAt === null) return null;
  return (
    <>
      {call.moment.kind === 'recording' ? (
        <button type="button" class="button primary finish" onClick={() => acts.press(call, '#')}>
          {words.call.finish}
        </button>
      ) : null}
      <fieldset class="keypad" dir="ltr" aria-label={words.call.keypad}>
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            aria-label={words.call.key(key)}
            onClick={() => acts.press(call, key)}
          >
            {key}
          </button>
        ))}
      </fieldset>
    </>
  );
};
