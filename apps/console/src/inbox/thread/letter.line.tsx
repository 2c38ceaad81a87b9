import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Mailbox } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LetterBrief, MessageView } from '@sila/contracts';
import { apiUrl } from '../../api/index.js';
import { Chip, LETTER_TONES, Ltr, useLetterWords } from '../../ui/index.js';
import styles from './parts.module.css';

interface LetterLineProps {
  readonly message: MessageView;
  readonly letter: LetterBrief;
}

/** The paper behind a message: where it stands, and the way to its scan or its print. */
export function LetterLine({ message, letter }: LetterLineProps): ReactNode {
  const words = useLetterWords();
  const { state, trackingNumber, verifiedBy } = letter;
  return (
    <div className={styles.ways}>
      <Chip icon={Mailbox} tone={LETTER_TONES[state]}>
        {words[state]}
      </Chip>
      {trackingNumber && <Ltr>{trackingNumber}</Ltr>}
      {verifiedBy && (
        <span>
          <Trans>
            Verified by <bdi>{verifiedBy.name}</bdi>
          </Trans>
        </span>
      )}
      <Link to="/letters/$id" params={{ id: message.id }}>
        {message.direction === 'in' ? <Trans>Scan and text</Trans> : <Trans>Letter</Trans>}
      </Link>
      {message.direction === 'out' && (
        <a href={apiUrl(`/letters/${message.id}/document`)} target="_blank" rel="noreferrer">
          <Trans>Print</Trans>
        </a>
      )}
    </div>
  );
}
