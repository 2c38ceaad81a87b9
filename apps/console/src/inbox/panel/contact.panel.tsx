import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { Ltr, useFormat, useSnippetWords } from '../../ui/index.js';
import { AddressMenu, PersonMenu, SamePersonButton } from '../people/people.menus.js';
import { AssignmentHistory } from './assignment.history.js';
import { Identity } from './identity.row.js';
import { LedgerCard } from './ledger.card.js';
import { OwnOfficer } from './own.officer.js';
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
      <LedgerCard entries={detail.contactDetail.ledger} />
      <AssignmentHistory detail={detail} />
      <Followers detail={detail} />
    </div>
  );
}

function ContactCard({ detail }: PanelProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const { contactDetail: contact } = detail;
  const mayDecide = detail.may.includes('reply');
  return (
    <PanelCard title={<bdi>{contact.name}</bdi>} action={mayDecide && <PersonMenu />}>
      <ul className={styles.identities}>
        {contact.identities.map((identity) => (
          <Identity
            key={identity.id}
            identity={identity}
            action={mayDecide && <AddressMenu identity={identity} />}
          />
        ))}
      </ul>
      <dl className={styles.facts}>
        <div>
          <dt>{t`Known since`}</dt>
          <dd>{format.date(contact.createdAt)}</dd>
        </div>
        <div>
          <dt>{t`Looked after by`}</dt>
          <dd>
            <OwnOfficer detail={detail} />
          </dd>
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

function MaybeCard({ detail }: PanelProps): ReactNode {
  const { maybe } = detail.contactDetail;
  const { mayBelongTo } = detail;
  if (maybe.length === 0 && !mayBelongTo) return null;
  return (
    <PanelCard title={<Trans>May be the same</Trans>}>
      <ul className={styles.list}>
        {maybe.map((person) => (
          <li key={person.id} className={styles.maybe}>
            <bdi id={`maybe-${person.id}`}>{person.name}</bdi>{' '}
            <small className={styles.quiet}>
              <Ltr>{person.because}</Ltr>
            </small>
            {detail.may.includes('reply') && <SamePersonButton person={person} />}
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
  const words = useSnippetWords();
  const { otherConversations } = detail.contactDetail;
  if (otherConversations.length === 0) return null;
  return (
    <PanelCard title={<Trans>Other conversations</Trans>} count={otherConversations.length}>
      <ul className={styles.list}>
        {otherConversations.map(({ id, number, status, lastMessageAt, ...said }) => (
          <li key={id}>
            <Link to="/inbox/{-$id}" params={{ id }} search={(before) => before} className={styles.other}>
              <span className={styles.otherHead}>
                <Ltr>#{number}</Ltr>
                <span>{status === 'open' ? t`open` : t`closed`}</span>
                <time dateTime={lastMessageAt}>{format.relative(lastMessageAt)}</time>
              </span>
              <span dir="auto" className={styles.otherText}>
                {words(said)}
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
