import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { View } from '@sila/contracts';
import styles from './list.module.css';

interface ViewTabsProps {
  readonly view: View;
  readonly onChange: (view: View) => void;
}

/** The views of the inbox; one is always chosen. */
export function ViewTabs({ view, onChange }: ViewTabsProps): ReactNode {
  const { t } = useLingui();
  const names: readonly (readonly [View, string])[] = [
    ['mine', t`Mine`],
    ['unassigned', t`Unassigned`],
    ['all', t`All`],
    ['closed', t({ message: 'Closed', context: 'the list of closed conversations' })],
  ];
  return (
    <ToggleButtonGroup
      aria-label={t`View`}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[view]}
      onSelectionChange={([next]) => next && onChange(next as View)}
      className={styles.views ?? ''}
    >
      {names.map(([id, name]) => (
        <ToggleButton key={id} id={id} className={styles.view ?? ''}>
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
