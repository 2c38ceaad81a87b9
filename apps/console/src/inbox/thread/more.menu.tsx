import { useLingui } from '@lingui/react/macro';
import { HeartHandshake, Route, UserRoundPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useKeyLabel } from '../../shell/command.registry.js';
import { Menu, MenuItem } from '../../ui/index.js';
import { openDialog } from '../actions/dialogs.store.js';

/** The ways to hand a conversation on, each with what follows. */
export function MoreMenu(): ReactNode {
  const { t } = useLingui();
  const assignKey = useKeyLabel('assign');
  const transferKey = useKeyLabel('transfer');
  return (
    <Menu aria-label={t`More actions`}>
      <MenuItem
        icon={UserRoundPlus}
        shortcut={assignKey}
        description={t`It moves into their list`}
        onAction={() => openDialog('assign')}
      >
        {t`Assign to a person…`}
      </MenuItem>
      <MenuItem
        icon={Route}
        shortcut={transferKey}
        description={t`It leaves your team's list`}
        onAction={() => openDialog('transfer')}
      >
        {t`Transfer to a queue…`}
      </MenuItem>
      <MenuItem
        icon={HeartHandshake}
        description={t`A researcher takes over`}
        onAction={() => openDialog('refer')}
      >
        {t`Refer to social research…`}
      </MenuItem>
    </Menu>
  );
}
