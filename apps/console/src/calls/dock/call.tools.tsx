import { Trans, useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import { Grip, Mic, MicOff, Pause, PhoneForwarded, PhoneOff, Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useKeyLabel } from '../../shell/command.registry.js';
import { Button, DialogTrigger, IconButton, Popover } from '../../ui/index.js';
import { usePhoneState } from '../phone/phone.store.js';
import type { CallActions } from './call.actions.js';
import { CallTransferDialog } from './call-transfer.dialog.js';
import { Keypad } from './keypad.js';

interface CallToolsProps {
  readonly call: CallView | null;
  readonly actions: CallActions;
}

/** Microphone, hold, keypad and transfer: what the call allows now. */
export function CallTools({ call, actions }: CallToolsProps): ReactNode {
  const { t } = useLingui();
  const speaks = actions.turnMute !== undefined;
  return (
    <>
      {speaks && <MuteButton turn={actions.turnMute} />}
      {call && <HoldButton call={call} actions={actions} />}
      {speaks && (
        <DialogTrigger>
          <IconButton label={t`Keypad`} icon={Grip} variant="outlined" />
          <Popover label={t`Keypad`} placement="bottom end">
            <Keypad />
          </Popover>
        </DialogTrigger>
      )}
      {call?.may.includes('transfer') && <TransferButton actions={actions} />}
    </>
  );
}

function MuteButton({ turn }: { readonly turn: CallActions['turnMute'] }): ReactNode {
  const { t } = useLingui();
  const muted = usePhoneState(({ leg }) => leg?.muted ?? false);
  return (
    <IconButton
      label={muted ? t`Microphone on` : t`Microphone off`}
      icon={muted ? MicOff : Mic}
      shortcut={useKeyLabel('call-mute')}
      variant={muted ? 'primary' : 'outlined'}
      onPress={() => turn?.()}
    />
  );
}

function HoldButton({
  call,
  actions,
}: {
  readonly call: CallView;
  readonly actions: CallActions;
}): ReactNode {
  const { t } = useLingui();
  const shortcut = useKeyLabel('call-hold');
  if (!call.may.includes(call.held ? 'resume' : 'hold')) return null;
  return (
    <IconButton
      label={call.held ? t`Go on talking` : t`Hold`}
      icon={call.held ? Play : Pause}
      shortcut={shortcut}
      variant={call.held ? 'primary' : 'outlined'}
      isPending={actions.pending === 'hold' || actions.pending === 'resume'}
      onPress={actions.turnHold}
    />
  );
}

function TransferButton({ actions }: { readonly actions: CallActions }): ReactNode {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        label={t`Hand the call over…`}
        icon={PhoneForwarded}
        variant="outlined"
        onPress={() => setOpen(true)}
      />
      {open && <CallTransferDialog actions={actions} onClose={() => setOpen(false)} />}
    </>
  );
}

interface HangUpProps {
  /** The call goes on without this person. */
  readonly leaves: boolean;
  readonly actions: CallActions;
}

/** Ends the call, or one's own part in it. */
export function HangUp({ leaves, actions }: HangUpProps): ReactNode {
  return (
    <Button variant="danger" icon={PhoneOff} isPending={actions.pending === 'end'} onPress={actions.end}>
      {leaves ? <Trans>Leave the call</Trans> : <Trans>End</Trans>}
    </Button>
  );
}
