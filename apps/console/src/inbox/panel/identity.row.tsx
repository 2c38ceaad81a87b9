import { Trans, useLingui } from '@lingui/react/macro';
import { BadgeCheck, CircleAlert, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { IdentityView } from '@sila/contracts';
import { channelIcon } from '../../ui/channel.icon.js';
import { Chip, HiddenText, Icon, Ltr } from '../../ui/index.js';
import styles from './panel.module.css';

interface IdentityProps {
  readonly identity: IdentityView;
  /** What can be done with it. */
  readonly action?: ReactNode;
}

/** One address of a person: by which channel, and how sure it is. */
export function Identity({ identity, action }: IdentityProps): ReactNode {
  const { t } = useLingui();
  const words = {
    verified: t`Confirmed by the channel`,
    asserted: t`As the sender states it`,
    claimed: t`Typed by the visitor, not confirmed`,
  };
  return (
    <li className={styles.identity}>
      <Icon of={channelIcon(identity.channel.icon)} />
      <span className={styles.address}>
        <AddressText identity={identity} />
        <small>
          <bdi>{identity.channel.label}</bdi>
        </small>
      </span>
      {identity.unreachable && (
        <Chip tone="danger" icon={CircleAlert}>
          <Trans>can't be reached</Trans>
        </Chip>
      )}
      <span title={words[identity.assurance]} data-assurance={identity.assurance}>
        <Icon of={identity.assurance === 'verified' ? BadgeCheck : CircleHelp} />
        <HiddenText>{words[identity.assurance]}</HiddenText>
      </span>
      {action}
    </li>
  );
}

/** What an address is called whose value says nothing to people. */
function useNamelessWords(): Readonly<Record<string, string | undefined>> {
  const { t } = useLingui();
  return { visitor: t`Visitor of the website`, paper: t`Letter on paper` };
}

/** An address as people read it: a name, where the value says nothing. */
export function AddressText({ identity }: { readonly identity: IdentityView }): ReactNode {
  const nameless = useNamelessWords()[identity.kind];
  return nameless ? <bdi>{identity.name ?? nameless}</bdi> : <Ltr>{identity.value}</Ltr>;
}
