import { Trans, useLingui } from '@lingui/react/macro';
import type { HandedIn, LetterDesk } from '@sila/contracts';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, FileText, FileUp, ScanLine } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { DropZone, FileTrigger, type FileDropItem } from 'react-aria-components';
import { Button, Icon, Select, TextField, useErrorWords, useFormat } from '../../ui/index.js';
import { handIn } from './letters.queries.js';
import styles from './letters.module.css';

const ACCEPTED = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff', 'image/webp'];

interface Scan {
  readonly key: number;
  readonly name: string;
  readonly progress: number;
  readonly answer: HandedIn | null;
  readonly error: unknown;
}

/** Where scans are dropped or chosen; each says how far it has come, and whether it was handed in before. */
export function ScanDrop({ desk }: { readonly desk: LetterDesk }): ReactNode {
  const { t } = useLingui();
  const [accountId, setAccountId] = useState(desk.accounts[0]?.id ?? '');
  const [reference, setReference] = useState('');
  const { scans, add } = useScans(accountId, reference);
  return (
    <section className={styles.drop} aria-label={t`Hand in scans`}>
      <Zone onFiles={add} />
      <div className={styles.dropFields}>
        {desk.accounts.length > 1 && (
          <Select
            label={t`For`}
            value={accountId}
            onChange={setAccountId}
            options={desk.accounts.map(({ id, label }) => ({ id, label }))}
          />
        )}
        <TextField
          label={t`Answers our letter`}
          description={t`Scan or type the number under the barcode of our letter, if it was sent along.`}
          value={reference}
          onChange={setReference}
          direction="ltr"
          inputMode="numeric"
          normaliseDigits
        />
      </div>
      <ul className={styles.scans} aria-live="polite">
        {scans.map((scan) => (
          <ScanLineItem key={scan.key} scan={scan} />
        ))}
      </ul>
    </section>
  );
}

function Zone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }): ReactNode {
  const { t } = useLingui();
  return (
    <DropZone
      aria-label={t`Drop scans here`}
      className={styles.zone ?? ''}
      getDropOperation={() => 'copy'}
      onDrop={({ items }) => {
        const files = items.filter((item): item is FileDropItem => item.kind === 'file');
        void Promise.all(files.map((item) => item.getFile())).then(onFiles);
      }}
    >
      <Icon of={ScanLine} size={28} />
      <p>
        <Trans>Drop scanned letters here: PDF, JPEG, PNG or TIFF, one file for each letter.</Trans>
      </p>
      <FileTrigger
        allowsMultiple
        acceptedFileTypes={ACCEPTED}
        onSelect={(files) => files && onFiles([...files])}
      >
        <Button variant="primary" icon={FileUp}>
          <Trans>Choose scans</Trans>
        </Button>
      </FileTrigger>
    </DropZone>
  );
}

function useScans(accountId: string, reference: string) {
  const [scans, setScans] = useState<readonly Scan[]>([]);
  const change = (key: number, part: Partial<Scan>) =>
    setScans((all) => all.map((scan) => (scan.key === key ? { ...scan, ...part } : scan)));
  const add = (files: readonly File[]) => {
    for (const [index, file] of files.entries()) {
      const key = Date.now() * 100 + index;
      setScans((all) =>
        [{ key, name: file.name, progress: 0, answer: null, error: null }, ...all].slice(0, 20),
      );
      handIn(accountId, reference, file, (progress) => change(key, { progress })).done.then(
        (answer) => change(key, { answer, progress: 1 }),
        (error: unknown) => change(key, { error }),
      );
    }
  };
  return { scans, add };
}

function ScanLineItem({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useLingui();
  const words = useErrorWords();
  const format = useFormat();
  const icon = scan.error ? CircleAlert : scan.answer ? CircleCheck : FileText;
  return (
    <li className={styles.scan} data-failed={scan.error ? true : undefined}>
      <Icon of={icon} />
      <bdi className={styles.scanName}>{scan.name}</bdi>
      {scan.error ? <span role="alert">{words(scan.error)}</span> : null}
      {!scan.error && !scan.answer && (
        <progress value={scan.progress} max={1} aria-label={t`Uploading ${scan.name}`}>
          {format.number(Math.round(scan.progress * 100))}
        </progress>
      )}
      {scan.answer && <Answer answer={scan.answer} />}
    </li>
  );
}

function Answer({ answer }: { readonly answer: HandedIn }): ReactNode {
  if (!answer.known)
    return (
      <span>
        <Trans>Received; it is being read.</Trans>
      </span>
    );
  return (
    <span>
      <Trans>This very scan was handed in before.</Trans>{' '}
      {answer.messageId && (
        <Link to="/letters/$id" params={{ id: answer.messageId }}>
          <Trans>Open it</Trans>
        </Link>
      )}
    </span>
  );
}
