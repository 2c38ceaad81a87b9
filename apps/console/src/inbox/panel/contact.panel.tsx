import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { BadgeCheck, CircleAlert, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationDetail, IdentityView } from '@sila/contracts';
import { Chip, HiddenText, Icon, Ltr, useFormat } from '../../ui/index.js';
import { channelIcon } from '../../ui/channel.icon.js';
import { AssignmentHistory } from './assignment.history.js';
import { PanelCard } from './panel.card.js';
import styles from './panel.module.css';

interface PanelProps {
  readonly detail: ConversationDetail;
}

/** What is known of the person and of this conversation's way through the association. */
export function ContactPanel({ detail }: PanelProps): ReactNode {
  return (
    <div className={styles.panel}>
      <ContactCard detail={detail} />
      <MaybeCard detail={detail} />
      <OtherConversations detail={detail} />
      <AssignmentHistory detail={detail} />
      <Followers detail={detail} />
    </div>
  );
}

function ContactCard({ detail }: PanelProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const { contactDetail: contact } = detail;
  return (
    <PanelCard title={<bdi>{contact.name}</bdi>}>
      <ul className={styles.identities}>
        {contact.identities.map((identity) => (
          <Identity key={identity.id} identity={identity} />
        ))}
      </ul>
      <dl className={styles.facts}>
        <div>
          <dt>{t`Known since`}</dt>
          <dd>{format.date(contact.createdAt)}</dd>
        </div>
        {contact.language && (
          <div>
            <dt>{t`Language`}</dt>
            <dd>{contact.language === 'ar' ? t`Arabic` : t`English`}</dd>
          </div>
        )}
      </dl>
    </PanelCard>
  );
}

/** What an address is called whose value says nothing to people. */
function useNamelessWords(): Readonly<Record<string, string | undefined>> {
  const { t } = useLingui();
  return { visitor: t`Visitor of the website`, paper: t`Letter on paper` };
}

function Identity({ identity }: { readonly identity: IdentityView }): ReactNode {
  const { t } = useLingui();
  const words = {
    verified: t`Confirmed by the channel`,
    asserted: t`As the sender states it`,
    claimed: t`Typed by the visitor, not confirmed`,
  };
  const nameless = useNamelessWords()[identity.kind];
  return (
    <li className={styles.identity}>
      <Icon of={channelIcon(identity.channel.icon)} />
      <span className={styles.address}>
        {nameless ? <bdi>{identity.name ?? nameless}</bdi> : <Ltr>{identity.value}</Ltr>}
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
    </li>
  );
}

function MaybeCard({ detail }: PanelProps): ReactNode {
  const { maybe } = detail.contactDetail;
  const { mayBelongTo } = detail;
  if (maybe.length === 0 && !mayBelongTo) return null;
  return (
    <PanelCard title={<Trans>May be the same</Trans>}>
      <ul className={styles.list}>
        {maybe.map((person) => (
          <li key={person.id}>
            <bdi>{person.name}</bdi> <small className={styles.quiet}>{person.because}</small>
          </li>
        ))}
        {mayBelongTo && (
          <li>
            <Link to="/inbox/{-$id}" params={{ id: mayBelongTo.id }} search={(before) => before}>
              <Trans>
                May belong to conversation <Ltr>#{mayBelongTo.number}</Ltr>
              </Trans>
            </Link>
          </li>
        )}
      </ul>
    </PanelCard>
  );
}

function OtherConversations({ detail }: PanelProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const { otherConversations } = detail.contactDetail;
  if (otherConversations.length === 0) return null;
  return (
    <PanelCard title={<Trans>Other conversations</Trans>} count={otherConversations.length}>
      <ul className={styles.list}>
        {otherConversations.map(({ id, number, status, snippet, lastMessageAt }) => (
          <li key={id}>
            <Link to="/inbox/{-$id}" params={{ id }} search={(before) => before} className={styles.other}>
              <span className={styles.otherHead}>
                <Ltr>#{number}</Ltr>
                <span>{status === 'open' ? t`open` : t`closed`}</span>
                <time dateTime={lastMessageAt}>{format.relative(lastMessageAt)}</time>
              </span>
              <span dir="auto" className={styles.otherText}>
                {snippet}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </PanelCard>
  );
}

function Followers({ detail }: PanelProps): ReactNode {
  if (detail.followers.length === 0) return null;
  return (
    <PanelCard title={<Trans>Followers</Trans>}>
      <ul className={styles.list}>
        {detail.followers.map((person) => (
          <li key={person.id}>
            <bdi>{person.name}</bdi>
          </li>
        ))}
      </ul>
    </PanelCard>
  );
}
