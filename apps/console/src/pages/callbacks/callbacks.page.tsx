import { Trans, useLingui } from '@lingui/react/macro';
import { PhoneForwarded } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, EmptyState, ErrorView, Page, Skeleton, Tabs } from '../../ui/index.js';
import { CALLBACK_VIEWS, type CallbackList, useCallbacks } from './callbacks.queries.js';
import { CallbacksTable } from './callbacks.table.js';

/** Those who did not want to wait on the line: who, since when, and the call that they were promised. */
export function CallbacksPage(): ReactNode {
  const { t } = useLingui();
  const [view, setView] = useState<CallbackList>('open');
  const names: Record<CallbackList, string> = { open: t`To call`, mine: t`Mine`, done: t`Done` };
  return (
    <Page
      title={<Trans>Callbacks</Trans>}
      intro={
        <Trans>
          People who asked to be called back instead of waiting. Who has waited longest stands first.
        </Trans>
      }
    >
      <Tabs
        label={t`Lists of callbacks`}
        selected={view}
        onSelect={setView}
        tabs={CALLBACK_VIEWS.map((id) => ({ id, label: names[id], content: <Callbacks view={id} /> }))}
      />
    </Page>
  );
}

function Callbacks({ view }: { readonly view: CallbackList }): ReactNode {
  const callbacks = useCallbacks(view);
  if (callbacks.isPending) return <Skeleton lines={4} height={52} />;
  if (callbacks.isError) return <ErrorView error={callbacks.error} onRetry={callbacks.refetch} />;
  const items = callbacks.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Nobody view={view} />;
  return (
    <>
      <CallbacksTable callbacks={items} isDone={view === 'done'} />
      {callbacks.hasNextPage && (
        <Button isPending={callbacks.isFetchingNextPage} onPress={() => void callbacks.fetchNextPage()}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}

function Nobody({ view }: { readonly view: CallbackList }): ReactNode {
  const { t } = useLingui();
  if (view === 'done') return <EmptyState icon={PhoneForwarded} title={t`Nobody has been called back yet`} />;
  return (
    <EmptyState
      icon={PhoneForwarded}
      title={view === 'mine' ? t`No callback is yours` : t`Nobody waits to be called back`}
    >
      <Trans>Who asks for it on the phone appears here by itself.</Trans>
    </EmptyState>
  );
}
