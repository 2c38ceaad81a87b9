import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Dialog, TextArea } from '../../ui/index.js';
import { closeDialog } from './dialogs.store.js';
import type { Held } from './use.actions.js';

/** Which conversation is handed on; from a list as well as from the open one. */
export interface HandOverOf {
  readonly detail: Held;
  /** Closes the dialog; the open conversation's own when left out. */
  readonly onClose?: (() => void) | undefined;
}

interface HandOverProps {
  readonly title: ReactNode;
  /** What follows: who sees it, what the person is told. */
  readonly consequence: ReactNode;
  /** The choice of who gets it. */
  readonly children?: ReactNode;
  readonly verb: ReactNode;
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly onSubmit: (reason: string) => Promise<boolean>;
  readonly onClose?: HandOverOf['onClose'];
}

/** A dialog that hands a conversation on: to whom, and always why. */
export function HandOverDialog({ onClose = closeDialog, ...props }: HandOverProps): ReactNode {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const isReady = props.isReady && reason.trim() !== '';
  const submit = async () => {
    if (isReady && (await props.onSubmit(reason.trim()))) onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={props.title}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" variant="primary" isDisabled={!isReady} isPending={props.isPending}>
            {props.verb}
          </Button>
        </>
      }
    >
      {props.children}
      <TextArea
        label={t`Reason`}
        description={props.consequence}
        isRequired
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  );
}
