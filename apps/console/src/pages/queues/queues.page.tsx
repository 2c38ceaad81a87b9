import { Trans, useLingui } from '@lingui/react/macro';
import type { QueueView } from '@sila/contracts';
import { Plus, Waypoints } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useQueues } from '../../api/index.js';
import { Button, Checkbox, EmptyState, ErrorView, Page, Skeleton } from '../../ui/index.js';
import { QueueForm } from './queue.form.js';
import { QueuesTable } from './queues.table.js';

/** Where an administrator sets up the queues conversations wait in. */
export function QueuesPage(): ReactNode {
  const [editing, setEditing] = useState<QueueView | 'new' | null>(null);
  const add = (
    <Button variant="primary" icon={Plus} onPress={() => setEditing('new')}>
      <Trans>Add a queue</Trans>
    </Button>
  );
  return (
    <Page
      title={<Trans>Queues</Trans>}
      intro={<Trans>A conversation waits in a queue until one of its members takes it.</Trans>}
      actions={add}
    >
      <QueueList onEdit={setEditing} />
      {editing && <QueueForm queue={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}

function QueueList({ onEdit }: { readonly onEdit: (queue: QueueView) => void }): ReactNode {
  const { t } = useLingui();
  const queues = useQueues();
  const [withArchived, setWithArchived] = useState(false);
  if (queues.isPending) return <Skeleton lines={4} height={52} />;
  if (queues.isError) return <ErrorView error={queues.error} onRetry={queues.refetch} />;
  const shown = queues.data.filter((queue) => withArchived || !queue.archived);
  return (
    <>
      {queues.data.some((queue) => queue.archived) && (
        <Checkbox isSelected={withArchived} onChange={setWithArchived}>
          {t`Show archived queues`}
        </Checkbox>
      )}
      {shown.length === 0 ? (
        <EmptyState icon={Waypoints} title={<Trans>There is no queue yet</Trans>}>
          <Trans>Add the first one, for example "Beneficiary relations", and put colleagues in it.</Trans>
        </EmptyState>
      ) : (
        <QueuesTable queues={shown} onEdit={onEdit} />
      )}
    </>
  );
}
