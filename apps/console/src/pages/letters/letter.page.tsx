import { Trans, useLingui } from '@lingui/react/macro';
import type { LetterDetail } from '@sila/contracts';
import { grouped } from '@sila/domain';
import { Link, useParams } from '@tanstack/react-router';
import { CircleCheck, Printer } from 'lucide-react';
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
  return (
    <>
      <ReadingNotes letter={letter} />
      <Verified letter={letter} />
      {letter.state !== 'reading' && (
        <div className={styles.beside}>
          {letter.pages.length > 0 && <ScanView letter={letter} />}
          <ConfirmLetterForm key={letter.stateAt} letter={letter} />
        </div>
      )}
    </>
  );
}

/** What became of the reading. */
function ReadingNotes({ letter }: { readonly letter: LetterDetail }): ReactNode {
  const { t } = useLingui();
  const unreadable = useUnreadableWords();
  const format = useFormat();
  const { state, pageCount, pages, reason } = letter;
  if (state === 'reading')
    return (
      <Banner live="polite" title={t`The letter is being read`}>
        <Trans>Its scan is in the conversation already. This page shows the text by itself.</Trans>
      </Banner>
    );
  if (pages.length === 0)
    return (
      <Banner tone="danger" title={t`The letter can't be read`}>
        {unreadable(reason)}
      </Banner>
    );
  if (pages.length === pageCount) return null;
  return (
    <Banner tone="warn" title={t`Not all pages were read`}>
      <Trans>
        {format.number(pages.length)} of {format.number(pageCount ?? 0)} pages were read. The rest is in the
        scan.
      </Trans>
    </Banner>
  );
}

function Verified({ letter: { verifiedBy, verifiedAt } }: { readonly letter: LetterDetail }): ReactNode {
  const format = useFormat();
  if (!verifiedBy || !verifiedAt) return null;
  const title = (
    <Trans>
      Verified by <bdi>{verifiedBy.name}</bdi>
    </Trans>
  );
  return (
    <Banner tone="ok" icon={CircleCheck} title={title}>
      {format.dateTime(verifiedAt)}
    </Banner>
  );
}

function Answer({ letter }: { readonly letter: LetterDetail }): ReactNode {
  const print = (
    <a
      className={styles.print}
      href={apiUrl(`/letters/${letter.id}/document`)}
      target="_blank"
      rel="noreferrer"
    >
      <Icon of={Printer} size={16} /> <Trans>Open for printing</Trans>
    </a>
  );
  const title = (
    <Trans>
      To <bdi>{letter.contact.name}</bdi>
    </Trans>
  );
  return (
    <Card title={title} actions={print}>
      <Facts letter={letter} />
      <PlainText>{letter.text}</PlainText>
      <LetterSteps letter={letter} />
    </Card>
  );
}

function Facts({ letter }: { readonly letter: LetterDetail }): ReactNode {
  const { t } = useLingui();
  const { reference, trackingNumber, reason } = letter;
  const facts = [
    { label: t`Number`, value: reference && grouped(reference) },
    { label: t`Tracking number`, value: trackingNumber },
    { label: t`Why it came back`, value: reason },
  ].filter(({ value }) => value !== null);
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
