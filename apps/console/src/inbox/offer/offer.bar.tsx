import { Trans, useLingui } from '@lingui/react/macro';
import type { ConversationDetail, HandOver } from '@sila/contracts';
import { ArrowRightLeft } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useMe } from '../../api/index.js';
import { Button, Icon } from '../../ui/index.js';
import { HandOverDialog } from '../actions/hand-over.dialog.js';
import { useActions } from '../actions/use.actions.js';
import styles from './offer.module.css';

/** The conversation is offered to a colleague: they accept or decline, whoever gave it can take it back. */
export function OfferBar({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const { offer } = detail;
  if (!offer) return null;
  return (
    <section aria-label={t`Offer`} className={styles.bar}>
      <Icon of={ArrowRightLeft} />
      <p className={styles.text} aria-live="polite">
        {offer.to.id === me.id ? (
          <Trans>
            <bdi>{offer.from.name}</bdi> offers you this conversation: <bdi>{offer.reason}</bdi>
          </Trans>
        ) : (
          <Trans>
            Offered to <bdi>{offer.to.name}</bdi>, who has not answered yet: <bdi>{offer.reason}</bdi>
          </Trans>
        )}
      </p>
      <Acts detail={detail} offer={offer} meId={me.id} />
    </section>
  );
}

interface ActsProps {
  readonly detail: ConversationDetail;
  readonly offer: HandOver;
  readonly meId: string;
}

function Acts({ detail, offer, meId }: ActsProps): ReactNode {
  const { change, isPending } = useActions(detail);
  const [isDeclining, setDeclining] = useState(false);
  if (offer.from.id === meId)
    return (
      <Button size="s" isPending={isPending} onPress={() => void change({ kind: 'offer/withdraw' })}>
        <Trans>Take back</Trans>
      </Button>
    );
  if (offer.to.id !== meId) return null;
  return (
    <div className={styles.acts}>
      <Button
        size="s"
        variant="primary"
        isPending={isPending}
        onPress={() => void change({ kind: 'offer/accept' })}
      >
        <Trans>Accept</Trans>
      </Button>
      <Button size="s" onPress={() => setDeclining(true)}>
        <Trans>Decline</Trans>
      </Button>
      {isDeclining && (
        <HandOverDialog
          title={<Trans>Decline the conversation</Trans>}
          consequence={<Trans>It stays where it is, and your colleague reads why.</Trans>}
          verb={<Trans>Decline</Trans>}
          isReady
          isPending={isPending}
          onSubmit={(reason) => change({ kind: 'offer/decline', reason })}
          onClose={() => setDeclining(false)}
        />
      )}
    </div>
  );
}
