import { Trans, useLingui } from '@lingui/react/macro';
import type { Invite } from '@sila/contracts';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner, Button, Dialog, useFormat } from '../../ui/index.js';
import { CopyField } from '../shared/copy.field.js';

/** Shows a one-time link, once: the server keeps only its hash. */
export function InviteDialog({
  invite,
  onClose,
}: {
  readonly invite: Invite;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const name = invite.staff.name;
  const until = format.dateTime(invite.expiresAt);
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={(open) => !open && onClose()}
      title={<Trans>Invitation link for {name}</Trans>}
      actions={
        <Button variant="primary" onPress={onClose}>
          <Trans>I have passed it on</Trans>
        </Button>
      }
    >
      <p>
        <Trans>Give it to the person yourself. With it they choose their password and sign in.</Trans>
      </p>
      <CopyField label={t`Link`} value={invite.inviteUrl} description={t`Works once, until ${until}.`} />
      <Banner tone="warn" icon={TriangleAlert}>
        <Trans>It is shown only now. If it gets lost, make a new one.</Trans>
      </Banner>
    </Dialog>
  );
}
