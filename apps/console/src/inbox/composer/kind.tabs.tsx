import { useLingui } from '@lingui/react/macro';
import { NotebookPen, Reply } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon } from '../../ui/index.js';
import type { WritingKind } from './composer.store.js';
import styles from './composer.module.css';

interface KindTabsProps {
  readonly kind: WritingKind;
  readonly onChange: (kind: WritingKind) => void;
}

/** Whether the person gets what is written, or only colleagues do. */
export function KindTabs({ kind, onChange }: KindTabsProps): ReactNode {
  const { t } = useLingui();
  return (
    <ToggleButtonGroup
      aria-label={t`What is written`}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[kind]}
      onSelectionChange={([next]) => next && onChange(next as WritingKind)}
      className={styles.kinds ?? ''}
    >
      <ToggleButton id="reply" className={styles.kind ?? ''}>
        <Icon of={Reply} size={16} />
        {t`Reply`}
      </ToggleButton>
      <ToggleButton id="note" className={styles.kind ?? ''}>
        <Icon of={NotebookPen} size={16} />
        {t`Internal note`}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
