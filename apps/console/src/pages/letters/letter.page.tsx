import { Trans, useLingui } from '@lingui/react/macro';
import type { LetterDetail } from '@sila/contracts';
import { Link, useParams } from '@tanstack/react-router';
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { apiUrl } from '../../api/index.js';
import {
  Banner,
  Card,
  Chip,
  ErrorView,
  Icon,
  LETTER_TONES,
  Ltr,
  Page,
  PlainText,
  Skeleton,
  useFormat,
  useLetterWords,
  useUnreadableWords,
} from '../../ui/index.js';
import { ConfirmLetterForm } from './confirm.form.js';
import { LetterSteps } from './letter.steps.js';
import { useLetter } from './letters.queries.js';
import { ScanView } from './scan.view.js';
import styles from './letters.module.css';

/** One letter: its scan beside its text, or an answer with what the desk has done with it. */
export function LetterPage(): ReactNode {
  const { id } = useParams({ from: '/signed-in/letters/$id' });
  const letter = useLetter(id);
  if (letter.isPending) return <Page title={<Trans>Letter</Trans>}>{<Skeleton lines={8} />}</Page>;
  if (letter.isError)
    return (
      <Page title={<Trans>Letter</Trans>}>
        <ErrorView error={letter.error} onRetry={letter.refetch} />
      </Page>
    );
  return <Letter letter={letter.data} />;
}

function Letter({ letter }: { readonly letter: LetterDetail }): ReactNode {
  const words = useLetterWords();
  const { conversationId, conversationNumber, state } = letter;
  return (
    <Page
      title={
        <>
          <Trans>Letter</Trans> <Ltr>{`#${conversationNumber}`}</Ltr>
        </>
      }
      intro={
        <Link to="/inbox/{-$id}" params={{ id: conversationId }} search={{ view: 'all' }}>
          <Trans>Open the conversation</Trans>
        </Link>
      }
      actions={<Chip tone={LETTER_TONES[state]}>{words[state]}</Chip>}
    >
      {letter.direction === 'in' ? <Incoming letter={letter} /> : <Answer letter={letter} />}
    </Page>
  );
}

function Incoming({ letter }: { readonly letter: LetterDetail }): ReactNode {
  const { t } = useLingui();
  const unreadable = useUnreadableWords();
  const format = useFormat();
  const { state, pageCount, pages, verifiedBy, verifiedAt } = letter;
  const missing = (pageCount ?? 0) - pages.length;
  return (
    <>
      {state === 'reading' && (
        <Banner live="polite" title={t`The letter is being read`}>
          <Trans>Its scan is in the conversation already. This page shows the text by itself.</Trans>
        </Banner>
      )}
      {state === 'unreadable' && (
        <Banner tone="danger" title={t`The letter can't be read`}>
          {unreadable(letter.reason)}
        </Banner>
      )}
      {state !== 'reading' && missing > 0 && pages.length > 0 && (
        <Banner tone="warn" title={t`Not all pages were read`}>
          <Trans>
            {format.number(pages.length)} of {format.number(pageCount ?? 0)} pages were read. The rest is in
            the scan.
          </Trans>
        </Banner>
      )}
      {verifiedBy && verifiedAt && (
        <Banner
          tone="ok"
          title={
            <Trans>
              Verified by <bdi>{verifiedBy.name}</bdi>
            </Trans>
          }
        >
          {format.dateTime(verifiedAt)}
        </Banner>
      )}
      {state !== 'reading' && (
        <div className={styles.beside}>
          {pages.length > 0 && <ScanView letter={letter} />}
          <ConfirmLetterForm key={letter.stateAt} letter={letter} />
        </div>
      )}
    </>
  );
}

function Answer({ letter }: { readonly letter: LetterDetail }): ReactNode {
  const { t } = useLingui();
  const { id, contact, reference, trackingNumber, reason, text } = letter;
  return (
    <Card
      title={
        <Trans>
          To <bdi>{contact.name}</bdi>
        </Trans>
      }
      actions={
        <a className={styles.print} href={apiUrl(`/letters/${id}/document`)} target="_blank" rel="noreferrer">
          <Icon of={Printer} size={16} /> <Trans>Open for printing</Trans>
        </a>
      }
    >
      <dl className={styles.facts}>
        <dt>{t`Number`}</dt>
        <dd>
          <Ltr>{reference?.replace(/(.{4})(?=.)/g, '$1 ') ?? ''}</Ltr>
        </dd>
        {trackingNumber && (
          <>
            <dt>{t`Tracking number`}</dt>
            <dd>
              <Ltr>{trackingNumber}</Ltr>
            </dd>
          </>
        )}
        {reason && (
          <>
            <dt>{t`Why it came back`}</dt>
            <dd>
              <bdi>{reason}</bdi>
            </dd>
          </>
        )}
      </dl>
      <PlainText>{text}</PlainText>
      <LetterSteps letter={letter} />
    </Card>
  );
}
