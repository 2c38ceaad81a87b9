import { Plural, Trans } from '@lingui/react/macro';
import { ArrowDown } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon } from '../../ui/index.js';
import type { TimelineItem } from './timeline.rules.js';
import styles from './thread.module.css';

interface ToEndPillProps {
  readonly items: readonly TimelineItem[];
  readonly atEnd: boolean;
  readonly onPress: () => void;
}

/** Leads to the end of the thread, and says how many messages came while the reader was further up. */
export function ToEndPill({ items, atEnd, onPress }: ToEndPillProps): ReactNode {
  const last = lastInbound(items);
  const [seen, setSeen] = useState(last);
  if (atEnd && seen !== last) setSeen(last);
  if (atEnd) return null;
  const count = items.filter((item) => isInbound(item) && item.message.seq > seen).length;
  return (
    <AriaButton className={styles.toEnd ?? ''} onPress={onPress}>
      <Icon of={ArrowDown} size={16} />
      {count > 0 ? (
        <Plural value={count} one="# new message" other="# new messages" />
      ) : (
        <Trans>To the end</Trans>
      )}
    </AriaButton>
  );
}

type MessageItem = Extract<TimelineItem, { kind: 'message' }>;

const isInbound = (item: TimelineItem): item is MessageItem =>
  item.kind === 'message' && item.message.direction === 'in';

const lastInbound = (items: readonly TimelineItem[]): number => items.findLast(isInbound)?.message.seq ?? 0;
