import { Trans, useLingui } from '@lingui/react/macro';
import { Headphones } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger } from '../ui/index.js';
import { useCall, useChangeCall } from './calls.query.js';
import { usePhone } from './phone/use.phone.js';
import { useSupervisionWords } from './supervision.words.js';

/** A supervisor's ways onto a running call; nothing for others. The supervisor's own phone is rung and answers by itself. */
export function SuperviseMenu({ callId }: { readonly callId: string }): ReactNode {
  const { t } = useLingui();
  const { data: call } = useCall(callId);
  const { phone } = usePhone();
  const { change, pending } = useChangeCall(callId);
  const modes = useSupervisionWords();
  if (!call?.may.includes('supervise')) return null;
  return (
    <MenuTrigger>
      <Button size="s" icon={Headphones} isPending={pending === 'supervise'}>
        <Trans>Listen in</Trans>
      </Button>
      <Menu aria-label={t`Listen in`}>
        {modes.map(({ id, label, description, icon }) => (
          <MenuItem
            key={id}
            icon={icon}
            description={description}
            onAction={() =>
              phone.expect(change('supervise', { mode: id }).then((done) => (done ? callId : null)))
            }
          >
            {label}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
