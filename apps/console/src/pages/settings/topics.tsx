import { useLingui } from '@lingui/react/macro';
import type { Topic } from '@sila/contracts';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Card, IconButton } from '../../ui/index.js';
import { put } from '../shared/ordered.js';
import { NameFields } from '../shared/two.names.js';
import { useLocalName } from '../shared/words.js';
import type { PartProps } from './settings.page.js';
import styles from './settings.module.css';

/** What conversations are about: chosen when one is closed, counted in reports (policy P9). */
export function Topics({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const { topics } = draft.value;
  const change = (next: readonly Topic[]) => draft.change({ topics: [...next] });
  const add = (
    <Button
      icon={Plus}
      isDisabled={topics.length >= 60}
      onPress={() => change([...topics, { id: crypto.randomUUID(), nameAr: '', nameEn: '' }])}
    >
      {t`Add a topic`}
    </Button>
  );
  return (
    <Card
      title={t`Topics`}
      intro={t`One is chosen when a conversation is closed; reports count them. A topic that goes stays in old reports.`}
      actions={add}
    >
      <ul className={styles.topics}>
        {topics.map((topic) => {
          const name = nameOf(topic);
          return (
            <li key={topic.id} className={styles.topic}>
              <NameFields value={topic} onChange={(patch) => change(put(topics, { ...topic, ...patch }))} />
              <IconButton
                label={t`Delete ${name}`}
                icon={Trash2}
                size="s"
                isDisabled={topics.length === 1}
                onPress={() => change(topics.filter(({ id }) => id !== topic.id))}
              />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
