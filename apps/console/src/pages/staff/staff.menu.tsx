import { Trans, useLingui } from '@lingui/react/macro';
import type { Invite, StaffView } from '@sila/contracts';
import { Ellipsis, KeyRound, Pencil, UserCheck, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, keys, useMe } from '../../api/index.js';
import { IconButton, Menu, MenuItem, MenuTrigger, useConfirm } from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';

interface StaffMenuProps {
  readonly person: StaffView;
  readonly onEdit: (person: StaffView) => void;
  readonly onInvite: (invite: Invite) => void;
}

/** What can be done with one account. Nobody can lock themselves out. */
export function StaffMenu({ person, onEdit, onInvite }: StaffMenuProps): ReactNode {
  const { t } = useLingui();
  const isMe = useMe().id === person.id;
  const name = person.name;
  const setDisabled = useDisable(person);
  const newLink = useNewLink(person, onInvite);
  return (
    <MenuTrigger>
      <IconButton label={t`Actions for ${name}`} icon={Ellipsis} size="s" />
      <Menu>
        <MenuItem icon={Pencil} onAction={() => onEdit(person)}>
          {t`Edit`}
        </MenuItem>
        <MenuItem
          icon={KeyRound}
          description={t`For a first or a forgotten password; works once`}
          isDisabled={person.disabled}
          onAction={() => void newLink()}
        >
          {t`Make an invitation link`}
        </MenuItem>
        {person.disabled ? (
          <MenuItem icon={UserCheck} onAction={() => void setDisabled(false)}>
            {t`Enable the account`}
          </MenuItem>
        ) : (
          <MenuItem
            icon={UserX}
            tone="danger"
            description={isMe ? t`You cannot disable your own account` : t`Signs the person out at once`}
            isDisabled={isMe}
            onAction={() => void setDisabled(true)}
          >
            {t`Disable the account`}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  );
}

function useDisable(person: StaffView): (disabled: boolean) => Promise<void> {
  const { t } = useLingui();
  const confirm = useConfirm();
  const name = person.name;
  const { mutate } = useSave(
    (disabled: boolean) => api.patch<StaffView>(`/staff/${person.id}`, { disabled }),
    {
      stale: [keys.staff, keys.colleagues],
      done: (_, disabled) =>
        disabled ? t`The account of ${name} is disabled` : t`The account of ${name} is enabled`,
    },
  );
  return async (disabled) => {
    const sure =
      !disabled ||
      (await confirm({
        title: t`Disable the account of ${name}?`,
        text: (
          <Trans>
            The person is signed out at once and can no longer sign in. What they wrote stays, and their open
            conversations go back to the queue.
          </Trans>
        ),
        confirmLabel: t`Disable`,
        tone: 'danger',
      }));
    if (sure) mutate(disabled);
  };
}

function useNewLink(person: StaffView, onInvite: (invite: Invite) => void): () => Promise<void> {
  const { t } = useLingui();
  const confirm = useConfirm();
  const name = person.name;
  const { mutate } = useSave(() => api.post<Invite>(`/staff/${person.id}/invite`), {
    stale: [keys.staff],
    onSuccess: onInvite,
  });
  return async () => {
    const sure = await confirm({
      title: t`Make a new link for ${name}?`,
      text: t`With it the person sets a new password. A link made earlier stops working.`,
      confirmLabel: t`Make the link`,
    });
    if (sure) mutate(undefined);
  };
}
