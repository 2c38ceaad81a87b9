import { Trans, useLingui } from '@lingui/react/macro';
import type { ChannelAccountView, ChannelKind } from '@sila/contracts';
import { Plug, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, EmptyState, ErrorView, Page, Skeleton } from '../../ui/index.js';
import { useChannelAccounts, useChannelKinds } from '../shared/queries.js';
import { AccountCard } from './account.card.js';
import { AccountForm } from './account.form.js';
import styles from './channels.module.css';
import { ConnectDialog } from './connect.dialog.js';
import { KindDialog } from './kind.dialog.js';

/** What stands open over the page. */
type Open =
  | { readonly step: 'kind' }
  | { readonly step: 'form'; readonly kind: ChannelKind; readonly account: ChannelAccountView | null }
  | { readonly step: 'connect'; readonly account: ChannelAccountView };

/** Where an administrator connects the association's numbers, mailboxes and website chats. */
export function ChannelsPage(): ReactNode {
  const { t } = useLingui();
  const kinds = useChannelKinds();
  const [open, setOpen] = useState<Open | null>(null);
  const edit = (account: ChannelAccountView) => {
    const kind = kinds.data?.find((entry) => entry.name === account.channel);
    if (kind) setOpen({ step: 'form', kind, account });
  };
  return (
    <Page
      title={<Trans>Channels</Trans>}
      intro={<Trans>The ways people reach you, and whether each of them works.</Trans>}
      actions={
        <Button
          variant="primary"
          icon={Plus}
          isDisabled={!kinds.data}
          onPress={() => setOpen({ step: 'kind' })}
        >
          {t`Connect a channel`}
        </Button>
      }
    >
      <Accounts
        kinds={kinds.data ?? []}
        onEdit={edit}
        onConnect={(account) => setOpen({ step: 'connect', account })}
      />
      {open && <Overlay open={open} onOpen={setOpen} kinds={kinds.data ?? []} />}
    </Page>
  );
}

interface OverlayProps {
  readonly open: Open;
  readonly onOpen: (open: Open | null) => void;
  readonly kinds: readonly ChannelKind[];
}

/** The step that stands open: which kind, its form, or what the other side needs. */
function Overlay({ open, onOpen, kinds }: OverlayProps): ReactNode {
  const close = () => onOpen(null);
  return (
    <>
      {open.step === 'kind' && (
        <KindDialog
          kinds={kinds}
          onChoose={(kind) => onOpen({ step: 'form', kind, account: null })}
          onClose={close}
        />
      )}
      {open.step === 'form' && (
        <AccountForm
          kind={open.kind}
          account={open.account}
          onClose={close}
          onCreated={(account) => onOpen({ step: 'connect', account })}
        />
      )}
      {open.step === 'connect' && <ConnectDialog account={open.account} onClose={close} />}
    </>
  );
}

interface AccountsProps {
  readonly kinds: readonly ChannelKind[];
  readonly onEdit: (account: ChannelAccountView) => void;
  readonly onConnect: (account: ChannelAccountView) => void;
}

function Accounts({ kinds, onEdit, onConnect }: AccountsProps): ReactNode {
  const accounts = useChannelAccounts();
  if (accounts.isPending) return <Skeleton lines={2} height={190} />;
  if (accounts.isError) return <ErrorView error={accounts.error} onRetry={accounts.refetch} />;
  if (accounts.data.length === 0) {
    return (
      <EmptyState icon={Plug} title={<Trans>No channel is connected yet</Trans>}>
        <Trans>Connect WhatsApp, a mailbox or the website chat, and conversations will come in.</Trans>
      </EmptyState>
    );
  }
  return (
    <div className={styles.cards}>
      {accounts.data.map((account) => (
        <AccountCard
          key={account.id}
          account={account}
          kind={kinds.find((kind) => kind.name === account.channel) ?? null}
          onEdit={onEdit}
          onConnect={onConnect}
        />
      ))}
    </div>
  );
}
