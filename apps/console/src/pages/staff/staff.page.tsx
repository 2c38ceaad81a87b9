import { Trans, useLingui } from '@lingui/react/macro';
import type { Invite, StaffView } from '@sila/contracts';
import { foldForSearch } from '@sila/domain';
import { UserPlus, UsersRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Checkbox, EmptyState, ErrorView, Page, SearchField, Skeleton } from '../../ui/index.js';
import { useStaff } from '../shared/queries.js';
import styles from '../shared/shared.module.css';
import { InviteDialog } from './invite.dialog.js';
import { StaffForm } from './staff.form.js';
import { StaffTable } from './staff.table.js';

/** Where an administrator adds colleagues, gives roles and queues, and closes accounts. */
export function StaffPage(): ReactNode {
  const [editing, setEditing] = useState<StaffView | 'new' | null>(null);
  const [invite, setInvite] = useState<Invite | null>(null);
  const close = () => setEditing(null);
  return (
    <Page
      title={<Trans>Staff</Trans>}
      intro={<Trans>Who works with Sila, in which role and in which queues.</Trans>}
      actions={
        <Button variant="primary" icon={UserPlus} onPress={() => setEditing('new')}>
          <Trans>Add a colleague</Trans>
        </Button>
      }
    >
      <StaffList onEdit={setEditing} onInvite={setInvite} />
      {editing && (
        <StaffForm person={editing === 'new' ? null : editing} onClose={close} onInvited={setInvite} />
      )}
      {invite && <InviteDialog invite={invite} onClose={() => setInvite(null)} />}
    </Page>
  );
}

interface ListProps {
  readonly onEdit: (person: StaffView) => void;
  readonly onInvite: (invite: Invite) => void;
}

function StaffList({ onEdit, onInvite }: ListProps): ReactNode {
  const { t } = useLingui();
  const staff = useStaff();
  const [query, setQuery] = useState('');
  const [withDisabled, setWithDisabled] = useState(false);
  if (staff.isPending) return <Skeleton lines={6} height={52} />;
  if (staff.isError) return <ErrorView error={staff.error} onRetry={staff.refetch} />;
  const shown = staff.data.filter((person) => (withDisabled || !person.disabled) && matches(person, query));
  return (
    <>
      <div className={styles.toolbar}>
        <SearchField label={t`Search by name or e-mail`} value={query} onChange={setQuery} />
        <Checkbox isSelected={withDisabled} onChange={setWithDisabled}>
          <Trans>Show disabled accounts</Trans>
        </Checkbox>
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={UsersRound} title={<Trans>Nobody matches</Trans>}>
          <Trans>Try another part of the name, or show the disabled accounts.</Trans>
        </EmptyState>
      ) : (
        <StaffTable staff={shown} onEdit={onEdit} onInvite={onInvite} />
      )}
    </>
  );
}

function matches(person: StaffView, query: string): boolean {
  return foldForSearch(`${person.name} ${person.email}`).includes(foldForSearch(query.trim()));
}
