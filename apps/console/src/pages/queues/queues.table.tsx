import { useLingui } from '@lingui/react/macro';
import { plural } from '@lingui/core/macro';
import type { QueueView } from '@sila/contracts';
import { Archive, ArchiveRestore, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, keys, useQueues } from '../../api/index.js';
import {
  Cell,
  Chip,
  Column,
  IconButton,
  Ltr,
  Row,
  Table,
  TableBody,
  TableHeader,
  useConfirm,
  toast,
} from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';
import styles from '../shared/shared.module.css';
import { TwoNames } from '../shared/two.names.js';
import { useLocalName, usePurposeWords } from '../shared/words.js';

interface QueuesTableProps {
  readonly queues: readonly QueueView[];
  readonly onEdit: (queue: QueueView) => void;
}

/** The queues in rows; pressing one opens it. */
export function QueuesTable({ queues, onEdit }: QueuesTableProps): ReactNode {
  const { t } = useLingui();
  const purposes = usePurposeWords();
  return (
    <Table aria-label={t`Queues`}>
      <TableHeader>
        <Column isRowHeader>{t`Name`}</Column>
        <Column>{t`Purpose`}</Column>
        <Column>{t`Members`}</Column>
        <Column>{t`Key`}</Column>
        <Column>
          <span className="hidden-text">{t`Actions`}</span>
        </Column>
      </TableHeader>
      <TableBody items={queues} dependencies={[purposes]}>
        {(queue) => (
          <Row id={queue.id} onAction={() => onEdit(queue)}>
            <Cell textValue={`${queue.nameAr} ${queue.nameEn}`}>
              <TwoNames of={queue} />
            </Cell>
            <Cell label={t`Purpose`} textValue={purposes[queue.purpose].label}>
              <Chip tone={queue.purpose === 'research' ? 'info' : 'neutral'}>
                {purposes[queue.purpose].label}
              </Chip>
            </Cell>
            <Cell label={t`Members`}>
              {t`${plural(queue.memberIds.length, { 0: 'nobody', one: '# person', other: '# people' })}`}
            </Cell>
            <Cell label={t`Key`}>
              <Ltr>{queue.key}</Ltr>
            </Cell>
            <Cell isActions textValue={t`Actions`}>
              <Actions queue={queue} onEdit={onEdit} />
            </Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

function Actions({
  queue,
  onEdit,
}: {
  readonly queue: QueueView;
  readonly onEdit: (queue: QueueView) => void;
}): ReactNode {
  const { t } = useLingui();
  const archive = useArchive(queue);
  return (
    <div className={styles.actions}>
      <IconButton label={t`Edit`} icon={Pencil} size="s" onPress={() => onEdit(queue)} />
      <IconButton
        label={queue.archived ? t`Bring back` : t`Archive`}
        icon={queue.archived ? ArchiveRestore : Archive}
        size="s"
        onPress={() => void archive()}
      />
    </div>
  );
}

function useArchive(queue: QueueView): () => Promise<void> {
  const { t } = useLingui();
  const confirm = useConfirm();
  const nameOf = useLocalName();
  const name = nameOf(queue);
  const overflowing = (useQueues().data ?? []).find(
    ({ archived, policy }) => !archived && policy.overflow?.queueId === queue.id,
  );
  const { mutate } = useSave(
    (archived: boolean) => api.patch<QueueView>(`/queues/${queue.id}`, { archived }),
    {
      stale: [keys.queues, keys.live],
      done: (_, archived) => (archived ? t`"${name}" is archived` : t`"${name}" is back`),
    },
  );
  return async () => {
    if (overflowing && !queue.archived) {
      const other = nameOf(overflowing);
      toast.show({ text: t`"${other}" overflows into this queue. Change that first.`, tone: 'danger' });
      return;
    }
    const sure =
      queue.archived ||
      (await confirm({
        title: t`Archive "${name}"?`,
        text: t`No new conversation will come into it. Those in it stay readable. You can bring it back.`,
        confirmLabel: t`Archive`,
        tone: 'danger',
      }));
    if (sure) mutate(!queue.archived);
  };
}
