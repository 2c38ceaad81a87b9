import { Plural } from '@lingui/react/macro';
import { ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon } from '../../ui/index.js';
import styles from './list.module.css';

interface UpdatesPillProps {
  readonly count: number;
  readonly onPress: () => void;
}

/** Says that rows would move, and moves them when it is pressed. */
export function UpdatesPill({ count, onPress }: UpdatesPillProps): ReactNode {
  return (
    <AriaButton className={styles.pill ?? ''} onPress={onPress}>
      <Icon of={ArrowUp} size={15} />
      <Plural value={count} one="# update" other="# updates" />
    </AriaButton>
  );
}
