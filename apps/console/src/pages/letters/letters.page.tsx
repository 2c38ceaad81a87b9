import { Trans, useLingui } from '@lingui/react/macro';
import type { LetterDesk, LetterItem } from '@sila/contracts';
import { LETTER_VIEWS, type LetterView } from '@sila/domain';
import { Mailbox, PenLine, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { apiUrl } from '../../api/index.js';
import {
  Button,
  EmptyState,
  ErrorView,
  Inline,
  Page,
  SearchField,
  Skeleton,
  Tabs,
  useConfirm,
} from '../../ui/index.js';
import { ScanDrop } from './drop.zone.js';
import { FirstLetterForm } from './first.letter.js';
import { useTakeStep } from './letter.steps.js';
import { useDesk, useLetters } from './letters.queries.js';
import { LettersTable } from './letters.table.js';
import styles from './letters.module.css';

/** The letters' desk: scans in, answers to be printed, signed and sent, and the barcode of what comes back. */
export function LettersPage(): ReactNode {
  const desk = useDesk();
  const [reference, setReference] = useState('');
  const digits = reference.replace(/\s/g, '');
  return (
    <Page
      title={<Trans>Letters</Trans>}
      intro={
        <Trans>
          Paper that comes in is scanned, read and confirmed; answers are printed and leave from here.
        </Trans>
      }
      actions={<BarcodeField value={reference} onChange={setReference} />}
    >
      {desk.data && desk.data.accounts.length > 0 && (
        <>
          <FirstLetter desk={desk.data} />
          <ScanDrop desk={desk.data} />
        </>
      )}
      {digits.length >= 8 ? <Letters view="incoming" reference={digits} /> : <Views />}
    </Page>
  );
}

function FirstLetter({ desk }: { readonly desk: LetterDesk }): ReactNode {
  const [isWriting, setWriting] = useState(false);
  return (
    <Inline>
      <Button icon={PenLine} onPress={() => setWriting(true)}>
        <Trans>Write a letter</Trans>
      </Button>
      {isWriting && <FirstLetterForm desk={desk} onClose={() => setWriting(false)} />}
    </Inline>
  );
}

interface BarcodeFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A hand scanner types into it like a keyboard. */
function BarcodeField({ value, onChange }: BarcodeFieldProps): ReactNode {
  const { t } = useLingui();
  return (
    <SearchField
      label={t`Find by barcode`}
      placeholder={t`Number under the barcode`}
      value={value}
      onChange={onChange}
      inputMode="numeric"
    />
  );
}

function Views(): ReactNode {
  const { t } = useLingui();
  const [view, setView] = useState<LetterView>('incoming');
  const names: Record<LetterView, string> = {
    incoming: t`To confirm`,
    'to-print': t`To print`,
    'to-send': t`To sign and send`,
    posted: t`Posted`,
    done: t`Done`,
  };
  return (
    <Tabs
      label={t`Lists of letters`}
      selected={view}
      onSelect={setView}
      tabs={LETTER_VIEWS.map((id) => ({ id, label: names[id], content: <Letters view={id} reference="" /> }))}
    />
  );
}

interface LettersProps {
  readonly view: LetterView;
  readonly reference: string;
}

function Letters({ view, reference }: LettersProps): ReactNode {
  const { t } = useLingui();
  const letters = useLetters(view, reference);
  if (letters.isPending) return <Skeleton lines={4} height={52} />;
  if (letters.isError) return <ErrorView error={letters.error} onRetry={letters.refetch} />;
  const items = letters.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <EmptyState icon={Mailbox} title={reference ? t`No letter has this number` : t`No letters here`}>
        {reference ? (
          <Trans>Check the digits under the barcode. Letters of other queues are not shown.</Trans>
        ) : (
          <Trans>What waits for the desk appears by itself.</Trans>
        )}
      </EmptyState>
    );
  return (
    <div className={styles.list}>
      {view === 'to-print' && !reference && <PrintAll letters={items} />}
      <LettersTable letters={items} />
      {letters.hasNextPage && (
        <Button isPending={letters.isFetchingNextPage} onPress={() => void letters.fetchNextPage()}>
          <Trans>Show earlier ones</Trans>
        </Button>
      )}
    </div>
  );
}

const MOST_AT_ONCE = 50;

/** All waiting answers in one document; once they lie in the printer's tray, they are marked. */
function PrintAll({ letters }: { readonly letters: readonly LetterItem[] }): ReactNode {
  const { t } = useLingui();
  const confirm = useConfirm();
  const { mutateAsync } = useTakeStep();
  const shown = letters.slice(0, MOST_AT_ONCE);
  const print = async () => {
    window.open(
      apiUrl('/letters/print', { ids: shown.map(({ id }) => id).join(',') }),
      '_blank',
      'noreferrer',
    );
    const printed = await confirm({
      title: t`Are all of them printed?`,
      text: <Trans>Look into the tray first. Printed letters go on to be signed and sent.</Trans>,
      confirmLabel: t`All are printed`,
    });
    if (printed) for (const { id } of shown) await mutateAsync({ id, step: { state: 'printed' } });
  };
  return (
    <div className={styles.printAll}>
      <Button variant="primary" icon={Printer} onPress={() => void print()}>
        <Trans>Print all shown</Trans>
      </Button>
    </div>
  );
}
