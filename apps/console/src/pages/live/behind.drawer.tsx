import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { BehindFigure, LiveFigure } from '@sila/contracts';
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Drawer, EmptyState, ErrorView, Skeleton, useFormat } from '../../ui/index.js';
import { BehindRow } from './behind.row.js';
import styles from './behind.module.css';
import { useBehind } from './live.query.js';

/** A number that was pressed: whose it is, and how much it is now. */
export interface Behind {
  readonly figure: BehindFigure;
  /** The queue, or the colleague. */
  readonly name: string;
  readonly count: number;
}

interface BehindDrawerProps {
  readonly behind: Behind;
  readonly onClose: () => void;
}

/** The conversations behind a number of the room, who waits longest first, and what a supervisor does with one. */
export function BehindDrawer({ behind, onClose }: BehindDrawerProps): ReactNode {
  const { t } = useLingui();
  const { name, figure } = behind;
  const titles: Record<LiveFigure, string> = {
    waiting: t`Waiting in ${name}`,
    'at-risk': t`At risk in ${name}`,
    late: t`Late in ${name}`,
    active: t`Being served in ${name}`,
    held: t`With ${name}`,
  };
  return (
    <Drawer isOpen onOpenChange={(open) => !open && onClose()} title={titles[figure.figure]}>
      <Body behind={behind} />
    </Drawer>
  );
}

function Body({ behind }: { readonly behind: Behind }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const found = useBehind(behind.figure, behind.count);
  if (found.isPending) return <Skeleton lines={4} height={72} />;
  if (found.isError) return <ErrorView error={found.error} onRetry={found.refetch} />;
  const { items, total } = found.data;
  if (total === 0) {
    return (
      <EmptyState icon={CircleCheck} title={t`Nothing here any more`}>
        <Trans>What this number counted was taken, answered or moved meanwhile.</Trans>
      </EmptyState>
    );
  }
  const hidden = total - items.length;
  const count = format.number(hidden);
  return (
    <>
      <ul className={styles.rows}>
        {items.map((item) => (
          <BehindRow key={item.id} item={item} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className={styles.more}>
          {t`${plural(hidden, { one: `${count} more that you may not read here`, other: `${count} more that you may not read here` })}`}
        </p>
      )}
    </>
  );
}
