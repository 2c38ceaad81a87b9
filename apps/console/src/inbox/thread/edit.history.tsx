import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MessageEdits, MessageView } from '@sila/contracts';
import { api, keys } from '../../api/index.js';
import { Button, DialogTrigger, ErrorView, PlainText, Popover, Skeleton, useFormat } from '../../ui/index.js';
import styles from './kinds.module.css';

interface HistoryProps {
  readonly message: MessageView;
}

/** Says that the words are not the first ones; a press shows the earlier ones. */
export function EditHistory({ message }: HistoryProps): ReactNode {
  const { t } = useLingui();
  if (!message.editedAt) return null;
  return (
    <>
      <span>·</span>
      <DialogTrigger>
        <Button variant="quiet" size="s" className={styles.edited}>
          <Trans>edited</Trans>
        </Button>
        <Popover label={t`What it said before`} placement="bottom start">
          <Earlier message={message} />
        </Popover>
      </DialogTrigger>
    </>
  );
}

function Earlier({ message: { id, editedAt } }: HistoryProps): ReactNode {
  const format = useFormat();
  const edits = useQuery({
    queryKey: keys.edits(id, editedAt),
    queryFn: () => api.get<MessageEdits>(`/messages/${id}/edits`),
  });
  if (edits.error) return <ErrorView error={edits.error} onRetry={() => edits.refetch()} />;
  if (!edits.data) return <Skeleton lines={2} />;
  return (
    <ol className={styles.history}>
      {edits.data.map(({ text, until }) => (
        <li key={until}>
          <PlainText>{text}</PlainText>
          <small>
            <Trans>until {format.dateTime(until)}</Trans>
          </small>
        </li>
      ))}
    </ol>
  );
}
