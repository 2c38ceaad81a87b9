import { useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { Drawer, Skeleton } from '../ui/index.js';
import { useConversation } from './conversation.query.js';
import { useLayout } from './layout.store.js';
import { ContactPanel } from './panel/contact.panel.js';
import styles from './inbox.module.css';

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
  const content = data ? <ContactPanel detail={data} /> : <Skeleton lines={5} />;
  if (isError && !data) return null;
  if (!isWide) {
    return (
      <Drawer isOpen={drawerOpen} onOpenChange={setDrawer} title={t`Details of the person`}>
        {content}
      </Drawer>
    );
  }
  if (panelHidden) return null;
  return (
    <aside aria-label={t`Details of the person`} className={styles.details} {...reachable}>
      {content}
    </aside>
  );
}
