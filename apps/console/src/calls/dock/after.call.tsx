import { Trans, useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NotebookPen } from 'lucide-react';
import type { ReactNode } from 'react';
import { keys } from '../../api/index.js';
import { Button, Icon, Ltr, TextArea, toast, useErrorWords, useFormat } from '../../ui/index.js';
import { asksForNote } from '../call.rules.js';
import { useCall, writeCallNote } from '../calls.query.js';
import styles from '../calls.module.css';
import { forgetAfterCall, useAfterCallNote, writeAfterCall } from './after-call.store.js';
import { useCallerName } from './caller.js';

/** After a call: what was said, in the officer's words, while they still know. It becomes a note of the conversation. */
export function AfterCall(): ReactNode {
  const { callId } = useAfterCallNote();
  const { data: call } = useCall(callId);
  if (!call || !asksForNote(call)) return null;
  return <NoteForm call={call} />;
}

function NoteForm({ call }: { readonly call: CallView }): ReactNode {
  const { t } = useLingui();
  const text = useAfterCallNote((state) => state.text);
  const save = useSaveNote(call.id);
  return (
    <div className={styles.after}>
      <p className={styles.afterHead}>
        <Icon of={NotebookPen} size={16} />
        <CallInBrief call={call} />
      </p>
      <TextArea
        aria-label={t`Note about the call`}
        placeholder={t`What was it about, what was agreed? Only colleagues see it.`}
        rows={2}
        maxLength={10_000}
        value={text}
        onChange={writeAfterCall}
      />
      <div className={styles.tools}>
        <Button size="s" variant="quiet" onPress={forgetAfterCall}>
          <Trans>No note</Trans>
        </Button>
        <Button
          size="s"
          variant="primary"
          isDisabled={text.trim() === ''}
          isPending={save.isPending}
          onPress={() => save.mutate(text.trim())}
        >
          <Trans>Save the note</Trans>
        </Button>
      </div>
    </div>
  );
}

function CallInBrief({ call }: { readonly call: CallView }): ReactNode {
  const format = useFormat();
  const name = <bdi>{useCallerName()(call)}</bdi>;
  if (call.seconds === null) return <Trans>Call with {name}</Trans>;
  return (
    <span>
      <Trans>Call with {name}</Trans> · <Ltr>{format.stopwatch(0, call.seconds * 1_000)}</Ltr>
    </span>
  );
}

function useSaveNote(callId: string) {
  const { t } = useLingui();
  const client = useQueryClient();
  const words = useErrorWords();
  return useMutation({
    mutationFn: (text: string) => writeCallNote(callId, text),
    onSuccess: () => {
      forgetAfterCall();
      toast.show({ text: t`The note is in the conversation.`, tone: 'ok' });
    },
    onError: (error) => toast.show({ text: words(error), tone: 'danger' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.calls }),
  });
}
