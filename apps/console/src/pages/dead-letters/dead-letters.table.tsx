import { useLingui } from '@lingui/react/macro';
import type { DeadLetter } from '@sila/contracts';
import { Link } from '@tanstack/react-router';
import { RotateCw, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Cell,
  Column,
  IconButton,
  Ltr,
  Row,
  Table,
  TableBody,
  TableHeader,
  useFormat,
} from '../../ui/index.js';
import styles from '../shared/shared.module.css';

interface DeadLettersTableProps {
  readonly letters: readonly DeadLetter[];
  readonly onReplay: (letter: DeadLetter) => void;
  readonly onDiscard: (letter: DeadLetter) => void;
}

/** Held events by their metadata: when, by which channel, what failed, how often it was tried. */
export function DeadLettersTable({ letters, onReplay, onDiscard }: DeadLettersTableProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <Table aria-label={t`Held events`}>
      <TableHeader>
        <Column isRowHeader>{t`Received`}</Column>
        <Column>{t`Channel`}</Column>
        <Column>{t`What failed`}</Column>
        <Column>{t`Tries`}</Column>
        <Column>{t`Size`}</Column>
        <Column>
          <span className="hidden-text">{t`Actions`}</span>
        </Column>
      </TableHeader>
      <TableBody items={letters} dependencies={[format]}>
        {(letter) => (
          <Row id={letter.id}>
            <Cell>{format.dateTime(letter.receivedAt)}</Cell>
            <Cell label={t`Channel`}>
              <bdi>{letter.channelLabel}</bdi>
            </Cell>
            <Cell textValue={letter.errorClass}>
              <Failure letter={letter} />
            </Cell>
            <Cell label={t`Tries`}>{format.number(letter.tries)}</Cell>
            <Cell label={t`Size`}>{format.bytes(letter.size)}</Cell>
            <Cell isActions textValue={t`Actions`}>
              <div className={styles.actions}>
                <IconButton label={t`Try again`} icon={RotateCw} size="s" onPress={() => onReplay(letter)} />
                <IconButton label={t`Discard`} icon={Trash2} size="s" onPress={() => onDiscard(letter)} />
              </div>
            </Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

function Failure({ letter }: { readonly letter: DeadLetter }): ReactNode {
  const { t } = useLingui();
  const version = letter.codeVersion;
  return (
    <div className={styles.personText}>
      <span className={styles.strong}>
        <Ltr>{letter.errorClass}</Ltr>
      </span>
      <span className={styles.quiet}>
        <bdi>{letter.error}</bdi>
      </span>
      <span className={styles.quiet}>
        {t`Sila version`} <Ltr>{version}</Ltr>
        {letter.conversationId && (
          <>
            {' · '}
            <Link to="/inbox/{-$id}" params={{ id: letter.conversationId }} search={{ view: 'all' }}>
              {t`Open the conversation`}
            </Link>
          </>
        )}
      </span>
    </div>
  );
}
