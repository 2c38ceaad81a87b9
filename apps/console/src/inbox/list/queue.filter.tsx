import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQueues } from '../../api/index.js';
import { useUi } from '../../shell/ui.store.js';
import { Select } from '../../ui/index.js';
import styles from './list.module.css';

const ALL = 'all';

interface QueueFilterProps {
  readonly queue: string | undefined;
  readonly onChange: (queue: string | undefined) => void;
}

/** Narrows the list to one queue; nothing where there is only one. */
export function QueueFilter(props: QueueFilterProps): ReactNode {
  const { t } = useLingui();
  const language = useUi((state) => state.language);
  const queues = (useQueues().data ?? []).filter((queue) => !queue.archived);
  if (queues.length < 2) return null;
  const names = queues.map(({ id, nameAr, nameEn }) => ({ id, label: language === 'ar' ? nameAr : nameEn }));
  return (
    <div className={styles.queue}>
      <Select
        aria-label={t`Queue`}
        value={props.queue ?? ALL}
        onChange={(id) => props.onChange(id === ALL ? undefined : id)}
        options={[{ id: ALL, label: t`All queues` }, ...names]}
      />
    </div>
  );
}
