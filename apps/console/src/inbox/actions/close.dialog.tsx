import { Trans, useLingui } from '@lingui/react/macro';
import { CLOSE_OUTCOMES } from '@sila/domain';
import type { CloseOutcome } from '@sila/domain';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { useTopics } from '../../api/index.js';
import { useUi } from '../../shell/ui.store.js';
import { Button, Dialog, Checkbox, RadioGroup, Select, TextArea, toast } from '../../ui/index.js';
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
  const [topic, setTopic] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [silent, setSilent] = useState(true);
  const { change, isPending } = useActions(detail);
  const mayBeSilent = MAY_BE_SILENT.includes(outcome);
  const submit = async () => {
    const tell = !(mayBeSilent && silent);
    const about = { ...(topic && { topic }), ...(note.trim() && { note: note.trim() }) };
    const done = await change({ kind: 'close', outcome, tell, ...about });
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
      actions={<CloseButtons isPending={isPending} isReady={outcome !== 'misconception' || topic !== null} />}
    >
      <RadioGroup
        label={t`Outcome`}
        value={outcome}
        onChange={setOutcome}
        options={CLOSE_OUTCOMES.map((id) => ({ id, label: words(id) }))}
      />
      <TopicChoice value={topic} isRequired={outcome === 'misconception'} onChange={setTopic} />
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

interface TopicChoiceProps {
  readonly value: string | null;
  /** A misunderstanding says what it was about (policy P9). */
  readonly isRequired: boolean;
  readonly onChange: (topic: string) => void;
}

function TopicChoice({ value, isRequired, onChange }: TopicChoiceProps): ReactNode {
  const { t } = useLingui();
  const language = useUi((state) => state.language);
  const topics = useTopics().data ?? [];
  return (
    <Select
      label={t`What it was about`}
      placeholder={t`Choose a topic`}
      isRequired={isRequired}
      value={value}
      onChange={onChange}
      options={topics.map(({ id, nameAr, nameEn }) => ({ id, label: language === 'ar' ? nameAr : nameEn }))}
    />
  );
}

interface CloseButtonsProps {
  readonly isPending: boolean;
  readonly isReady: boolean;
}

function CloseButtons({ isPending, isReady }: CloseButtonsProps): ReactNode {
  return (
    <>
      <Button onPress={closeDialog}>
        <Trans>Cancel</Trans>
      </Button>
      <Button type="submit" variant="primary" isPending={isPending} isDisabled={!isReady}>
        <Trans>Close the conversation</Trans>
      </Button>
    </>
  );
}
