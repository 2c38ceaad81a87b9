import { Trans, useLingui } from '@lingui/react/macro';
import type { CallbackView } from '@sila/contracts';
import { Check, Ellipsis, Phone, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useOpenConversation } from '../../calls/dock/call.actions.js';
import { usePhoneRefusal, useStartCall } from '../../calls/start.call.js';
import { Button, IconButton, Menu, MenuItem, MenuTrigger, TextArea, toast } from '../../ui/index.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useCancelCallback, useFinishCallback } from './callbacks.queries.js';

/** Call now; or say that it is done, or that it is given up and why. */
export function CallbackSteps({ callback }: { readonly callback: CallbackView }): ReactNode {
  const { t } = useLingui();
  const [cancels, setCancels] = useState(false);
  const finish = useFinishCallback(() => t`Marked as done.`);
  return (
    <>
      <CallNow callback={callback} />
      <MenuTrigger>
        <IconButton label={t`More actions`} icon={Ellipsis} size="s" />
        <Menu aria-label={t`More actions`}>
          <MenuItem
            icon={Check}
            description={t`They were reached another way`}
            onAction={() => finish.mutate(callback)}
          >
            {t`Done`}
          </MenuItem>
          <MenuItem
            icon={X}
            description={t`Nobody calls them; the reason is kept`}
            onAction={() => setCancels(true)}
          >
            {t`Give up…`}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {cancels && <CancelDialog callback={callback} onClose={() => setCancels(false)} />}
    </>
  );
}

function CallNow({ callback }: { readonly callback: CallbackView }): ReactNode {
  const { start, isPending } = useStartCall();
  const refusal = usePhoneRefusal();
  const open = useOpenConversation();
  const call = () => {
    if (refusal !== null) return void toast.show({ text: refusal, tone: 'danger' });
    start({ callbackId: callback.id });
    open(callback.conversationId);
  };
  return (
    <Button size="s" variant="primary" icon={Phone} isPending={isPending} onPress={call}>
      <Trans>Call now</Trans>
    </Button>
  );
}

interface CancelDialogProps {
  readonly callback: CallbackView;
  readonly onClose: () => void;
}

function CancelDialog({ callback, onClose }: CancelDialogProps): ReactNode {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const cancel = useCancelCallback(() => t`The callback was given up.`, onClose);
  return (
    <FormDialog
      title={<Trans>Give the callback up</Trans>}
      submitLabel={<Trans>Give up</Trans>}
      dirty={reason !== ''}
      isPending={cancel.isPending}
      error={cancel.error}
      canSubmit={reason.trim() !== ''}
      onSubmit={() => cancel.mutate({ id: callback.id, reason: reason.trim() })}
      onClose={onClose}
    >
      <TextArea
        label={t`Reason`}
        description={t`Only colleagues see it.`}
        isRequired
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
