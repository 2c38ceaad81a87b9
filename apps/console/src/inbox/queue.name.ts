import { useLingui } from '@lingui/react/macro';
import { useQueues } from '../api/index.js';
import { useUi } from '../shell/ui.store.js';

/** The name of a queue in the reader's language. */
export function useQueueName(): (id: string) => string {
  const { t } = useLingui();
  const language = useUi((state) => state.language);
  const queues = useQueues().data ?? [];
  return (id) => {
    const queue = queues.find((one) => one.id === id);
    if (!queue) return t`another queue`;
    return language === 'ar' ? queue.nameAr : queue.nameEn;
  };
}
