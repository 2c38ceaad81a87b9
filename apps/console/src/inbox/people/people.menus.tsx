import { Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis, Merge, UserRoundX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { IdentityView, Person } from '@sila/contracts';
import { Button, IconButton, Menu, MenuItem, MenuTrigger } from '../../ui/index.js';
import { openPeopleDialog } from './people.dialogs.store.js';

/** What can be decided about a person. */
export function PersonMenu(): ReactNode {
  const { t } = useLingui();
  return (
    <MenuTrigger>
      <IconButton label={t`What to do with this person`} icon={Ellipsis} size="s" />
      <Menu aria-label={t`What to do with this person`}>
        <MenuItem
          icon={Merge}
          description={t`Two entries, one person`}
          onAction={() => openPeopleDialog({ kind: 'merge', otherId: null })}
        >
          {t`Merge with another person…`}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}

/** What can be decided about one of their addresses. */
export function AddressMenu({ identity }: { readonly identity: IdentityView }): ReactNode {
  const { t } = useLingui();
  const label = t`What to do with this address`;
  return (
    <MenuTrigger>
      <IconButton label={label} icon={Ellipsis} size="s" />
      <Menu aria-label={label}>
        <MenuItem
          icon={UserRoundX}
          description={t`The number or mailbox changed hands`}
          onAction={() => openPeopleDialog({ kind: 'move', identity })}
        >
          {t`Belongs to somebody else…`}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}

/** Beside somebody who may be the same: leads to the comparison. */
export function SamePersonButton({ person }: { readonly person: Person }): ReactNode {
  return (
    <Button
      size="s"
      icon={Merge}
      aria-describedby={`maybe-${person.id}`}
      onPress={() => openPeopleDialog({ kind: 'merge', otherId: person.id })}
    >
      <Trans>Same person…</Trans>
    </Button>
  );
}
