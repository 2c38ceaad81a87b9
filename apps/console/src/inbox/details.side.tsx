import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { cx, Drawer, Skeleton } from '../ui/index.js';
import { useConversation } from './conversation.query.js';
import { useLayout } from './layout.store.js';
import { closeInterviews, useInterviewPanel } from './desk/interview.store.js';
import { ContactPanel } from './panel/contact.panel.js';
import styles from './inbox.module.css';

const InterviewPanel = lazy(async () => ({
  default: (await import('./desk/interview.panel.js')).InterviewPanel,
}));

/** What scrolls must be reachable by keyboard. */
const reachable = { tabIndex: 0 } as const;

const wide = matchMedia('(width >= 1280px)');

const onWidth = (changed: () => void) => {
  wide.addEventListener('change', changed);
  return () => wide.removeEventListener('change', changed);
};

/** The details of the person: a pane where there is room, else a drawer that is called. */
export function DetailsSide({ id }: { readonly id: string }): ReactNode {
  const { t } = useLingui();
  const isWide = useSyncExternalStore(onWidth, () => wide.matches);
  const { panelHidden, drawerOpen, setDrawer } = useLayout();
  const { data, isError } = useConversation(id);
  const interviewing = useInterviewPanel((state) => state.open?.conversationId === id);
  const content = <Content detail={data} interviewing={interviewing} />;
  if (isError && !data) return null;
  if (!isWide) {
    return (
      <Drawer
        isOpen={drawerOpen || interviewing}
        onOpenChange={(open) => {
          setDrawer(open);
          if (!open) closeInterviews();
        }}
        title={interviewing ? t`Interview` : t`Details of the person`}
      >
        {content}
      </Drawer>
    );
  }
  if (panelHidden && !interviewing) return null;
  return (
    <aside
      aria-label={interviewing ? t`Interview` : t`Details of the person`}
      className={cx(styles.details, interviewing && styles.interviewing)}
      {...reachable}
    >
      {content}
    </aside>
  );
}

interface ContentProps {
  readonly detail: ConversationDetail | undefined;
  readonly interviewing: boolean;
}

function Content({ detail, interviewing }: ContentProps): ReactNode {
  if (!detail) return <Skeleton lines={5} />;
  if (!interviewing) return <ContactPanel detail={detail} />;
  return (
    <Suspense fallback={<Skeleton lines={5} />}>
      <InterviewPanel detail={detail} />
    </Suspense>
  );
}
