import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { RotateCw, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageView } from '@sila/contracts';
import { useConnection } from '../../realtime/realtime.context.js';
import { Button, toast, useNow } from '../../ui/index.js';
import { useRefusalWords } from '../actions/refusal.words.js';
import { cancelMessage, resolveMessage } from '../conversation.query.js';
import { useSendErrorWords } from './send-error.words.js';
import styles from './entries.module.css';

/** What an answer asks of a person: it may be taken back, it failed, or nobody knows whether it went out. */
export function DeliveryState({ message }: { readonly message: MessageView }): ReactNode {
  if (message.status === 'failed') return <Failed message={message} />;
  if (message.status === 'unknown') return <Unknown message={message} />;
  if (message.status === 'cancelled') {
    return (
      <p className={styles.state}>
        <Trans>Taken back before it left</Trans>
      </p>
    );
  }
  return message.undoUntil && message.status === 'queued' ? (
    <UndoSend message={message} undoUntil={message.undoUntil} />
  ) : null;
}

function useDecision(message: MessageView, decide: () => Promise<MessageView>) {
  const connection = useConnection();
  const words = useRefusalWords();
  return useMutation({
    mutationFn: decide,
    onSuccess: (answer) => {
      if (answer?.id) connection.threads.put(message.conversationId, answer);
      void connection.threads.catchUp(message.conversationId);
    },
    onError: (error) => toast.show({ text: words(error), tone: 'danger' }),
  });
}

function UndoSend({
  message,
  undoUntil,
}: {
  readonly message: MessageView;
  readonly undoUntil: string;
}): ReactNode {
  const undo = useDecision(message, () => cancelMessage(message.id));
  const now = useNow(250);
  const left = Math.ceil((Date.parse(undoUntil) - now) / 1000);
  if (left <= 0) return null;
  return (
    <p className={styles.state}>
      <span>
        <Plural value={left} one="Leaves in # second" other="Leaves in # seconds" />
      </span>
      <Button size="s" variant="quiet" icon={Undo2} isPending={undo.isPending} onPress={() => undo.mutate()}>
        <Trans>Take back</Trans>
      </Button>
    </p>
  );
}

function Failed({ message }: { readonly message: MessageView }): ReactNode {
  const words = useSendErrorWords();
  const resend = useDecision(message, () => resolveMessage(message.id, 'resend'));
  return (
    <div role="alert" className={styles.failure}>
      <span>
        <strong>
          <Trans>Not delivered.</Trans>
        </strong>{' '}
        {words(message)}
      </span>
      <Button size="s" icon={RotateCw} isPending={resend.isPending} onPress={() => resend.mutate()}>
        <Trans>Send again</Trans>
      </Button>
    </div>
  );
}

function Unknown({ message }: { readonly message: MessageView }): ReactNode {
  const { t } = useLingui();
  const resend = useDecision(message, () => resolveMessage(message.id, 'resend'));
  const leave = useDecision(message, () => resolveMessage(message.id, 'leave'));
  return (
    <div role="alert" className={styles.doubt}>
      <span>{t`It may have been sent: the channel never answered. Sending again could reach the person twice.`}</span>
      <span className={styles.choices}>
        <Button size="s" isPending={leave.isPending} onPress={() => leave.mutate()}>
          <Trans>Leave it</Trans>
        </Button>
        <Button size="s" icon={RotateCw} isPending={resend.isPending} onPress={() => resend.mutate()}>
          <Trans>Send again</Trans>
        </Button>
      </span>
    </div>
  );
}
