import { useLingui } from '@lingui/react/macro';
import type { CallOption, ConversationDetail } from '@sila/contracts';
import { Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePhoneRefusal, useStartCall } from '../../calls/start.call.js';
import { useKeyLabel } from '../../shell/command.registry.js';
import { IconButton, Menu, MenuItem, MenuTrigger } from '../../ui/index.js';

/** Calls the person. With several lines, or where it can't be done, a list says which and why. */
export function CallButton({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const { options, only, isPending } = useCallFrom(detail);
  const shortcut = useKeyLabel('call-person');
  if (options.length === 0) return null;
  const button = (
    <IconButton
      label={t`Call the person`}
      icon={Phone}
      variant="outlined"
      shortcut={shortcut}
      isPending={isPending}
      {...(only && { onPress: only })}
    />
  );
  if (only) return button;
  return (
    <MenuTrigger>
      {button}
      <LineMenu detail={detail} />
    </MenuTrigger>
  );
}

function LineMenu({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const { options, whyNot, call } = useCallFrom(detail);
  return (
    <Menu aria-label={t`Call the person`}>
      {options.map((option) => (
        <MenuItem
          key={option.channel.accountId}
          icon={Phone}
          isDisabled={whyNot(option) !== null}
          description={whyNot(option) ?? t`The person sees the number of this line`}
          onAction={() => call(option)}
        >
          {option.channel.label}
        </MenuItem>
      ))}
    </Menu>
  );
}

interface CallFrom {
  /** Empty where there is no telephone, or no right to answer the person. */
  readonly options: readonly CallOption[];
  readonly call: (option: CallOption) => void;
  /** What is in the way of a line; null for nothing. */
  readonly whyNot: (option: CallOption) => string | null;
  /** Calls at once, where there is one line and nothing in the way. */
  readonly only: (() => void) | null;
  readonly isPending: boolean;
}

const none: readonly CallOption[] = [];

/** The ways to call the person of a conversation from this window. */
export function useCallFrom({ id, may, callOptions }: ConversationDetail): CallFrom {
  const { t } = useLingui();
  const { start, isPending } = useStartCall();
  const refusal = usePhoneRefusal();
  const options = may.includes('reply') ? callOptions : none;
  const blocked = {
    'no-number': t`No number of this person is known`,
    busy: t`You are on a call`,
  };
  const whyNot = ({ blockedBy }: CallOption) => (blockedBy ? blocked[blockedBy] : refusal);
  const call = ({ channel }: CallOption) =>
    start({ conversationId: id, channelAccountId: channel.accountId });
  const [first] = options;
  const isPlain = first && options.length === 1 && whyNot(first) === null;
  return { options, call, whyNot, only: isPlain ? () => call(first) : null, isPending };
}
