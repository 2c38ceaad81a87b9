import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Banner, Button, Dialog, TextArea } from '../../ui/index.js';
import { closePeopleDialog } from './people.dialogs.store.js';
import styles from './people.module.css';

interface ReasonFormProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** What follows from it, sentence by sentence. */
  readonly consequences: readonly ReactNode[];
  readonly verb: ReactNode;
  readonly isReady?: boolean;
  readonly isPending: boolean;
  /** Resolves to whether it was done. */
  readonly onSubmit: (reason: string) => Promise<boolean>;
}

/** A dialog that decides about people: what follows, and always why. */
export function ReasonForm(props: ReasonFormProps): ReactNode {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const isReady = (props.isReady ?? true) && reason.trim() !== '';
  const submit = async () => {
    if (isReady && (await props.onSubmit(reason.trim()))) closePeopleDialog();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={closePeopleDialog}
      title={props.title}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onPress={closePeopleDialog}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" variant="primary" isDisabled={!isReady} isPending={props.isPending}>
            {props.verb}
          </Button>
        </>
      }
    >
      {props.children}
      <Banner title={<Trans>What follows</Trans>}>
        <ul className={styles.consequences}>
          {props.consequences.map((consequence, index) => (
            // The sentences of one dialog never change places.
            <li key={index}>{consequence}</li>
          ))}
        </ul>
      </Banner>
      <TextArea label={t`Reason`} isRequired maxLength={500} rows={2} value={reason} onChange={setReason} />
    </Dialog>
  );
}
