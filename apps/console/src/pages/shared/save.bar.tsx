import { Trans } from '@lingui/react/macro';
import { Save } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/index.js';
import styles from './shared.module.css';

interface SaveBarProps {
  readonly dirty: boolean;
  readonly isPending: boolean;
  readonly canSave?: boolean | undefined;
  readonly onSave: () => void;
  readonly onReset: () => void;
}

/** Stands at the foot of a page while there is something to save. */
export function SaveBar({ dirty, isPending, canSave = true, onSave, onReset }: SaveBarProps): ReactNode {
  if (!dirty) return null;
  return (
    <div className={styles.saveBar}>
      <span>
        <Trans>You have unsaved changes</Trans>
      </span>
      <Button onPress={onReset} isDisabled={isPending}>
        <Trans>Discard changes</Trans>
      </Button>
      <Button variant="primary" icon={Save} isPending={isPending} isDisabled={!canSave} onPress={onSave}>
        <Trans>Save</Trans>
      </Button>
    </div>
  );
}
