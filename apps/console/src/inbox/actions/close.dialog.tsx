import { Trans, useLingui } from '@lingui/react/macro';
import { CLOSE_OUTCOMES } from '@sila/domain';
import type { CloseOutcome } from '@sila/domain';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { Button, Dialog, Checkbox, RadioGroup, TextArea, toast } from '../../ui/index.js';
import { closeDialog } from './dialogs.store.js';
import { useOutcomeWords } from './outcome.words.js';
import { useActions } from './use.actions.js';

interface CloseDialogProps {
  readonly detail: ConversationDetail;
  readonly onClosed: () => void;
}

/** Where telling the person would do harm, it may be left out (policy P1). */
const MAY_BE_SILENT: readonly CloseOutcome[] = ['spam', 'duplicate'];

/** Closes the conversation: nothing closes without an outcome, and the person is told. */
export function CloseDialog({ detail, onClosed }: CloseDialogProps): ReactNode {
  const { t } = useLingui();
  const words = useOutcomeWords();
  const [outcome, setOutcome] = useState<CloseOutcome>('answered');
  const [note, setNote] = useState('');
  const [silent, setSilent] = useState(true);
  const { change, isPending } = useActions(detail);
  const mayBeSilent = MAY_BE_SILENT.includes(outcome);
  const submit = async () => {
    const tell = !(mayBeSilent && silent);
    const done = await change({ kind: 'close', outcome, tell, ...(note.trim() && { note: note.trim() }) });
    if (!done) return;
    closeDialog();
    toast.show({ text: t`Conversation ${detail.number} is closed.`, tone: 'ok' });
    onClosed();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={closeDialog}
      title={<Trans>Close the conversation</Trans>}
      onSubmit={() => void submit()}
      actions={<CloseButtons isPending={isPending} />}
    >
      <RadioGroup
        label={t`Outcome`}
        value={outcome}
        onChange={setOutcome}
        options={CLOSE_OUTCOMES.map((id) => ({ id, label: words(id) }))}
      />
      <TextArea label={t`Note for colleagues`} maxLength={500} rows={2} value={note} onChange={setNote} />
      <Telling mayBeSilent={mayBeSilent} silent={silent} onChange={setSilent} />
    </Dialog>
  );
}

interface TellingProps {
  readonly mayBeSilent: boolean;
  readonly silent: boolean;
  readonly onChange: (silent: boolean) => void;
}

function Telling({ mayBeSilent, silent, onChange }: TellingProps): ReactNode {
  if (!mayBeSilent) {
    return (
      <p>
        <Trans>The person is told that the conversation is closed, and that they may write again.</Trans>
      </p>
    );
  }
  return (
    <Checkbox isSelected={silent} onChange={onChange}>
      <Trans>Close without telling the person</Trans>
    </Checkbox>
  );
}

function CloseButtons({ isPending }: { readonly isPending: boolean }): ReactNode {
  return (
    <>
      <Button onPress={closeDialog}>
        <Trans>Cancel</Trans>
      </Button>
      <Button type="submit" variant="primary" isPending={isPending}>
        <Trans>Close the conversation</Trans>
      </Button>
    </>
  );
}
