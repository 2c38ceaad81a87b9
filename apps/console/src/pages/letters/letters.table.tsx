import { useLingui } from '@lingui/react/macro';
import type { LetterItem } from '@sila/contracts';
import { grouped } from '@sila/domain';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  Cell,
  Chip,
  Column,
  LETTER_TONES,
  Ltr,
  Row,
  Table,
  TableBody,
  TableHeader,
  useFormat,
  useLetterWords,
} from '../../ui/index.js';
import shared from '../shared/shared.module.css';
import { LetterSteps } from './letter.steps.js';

/** Letters with whom they are from or for, where they stand, and what may be done next. */
export function LettersTable({ letters }: { readonly letters: readonly LetterItem[] }): ReactNode {
  const { t } = useLingui();
  const words = useLetterWords();
  const format = useFormat();
  return (
    <Table aria-label={t`Letters`}>
      <TableHeader>
        <Column isRowHeader>{t`Letter`}</Column>
        <Column>{t`State`}</Column>
        <Column>{t`Date`}</Column>
        <Column>
          <span className="hidden-text">{t`Next step`}</span>
        </Column>
      </TableHeader>
      <TableBody items={letters} dependencies={[format, words]}>
        {(letter) => (
          <Row id={letter.id}>
            <Cell textValue={letter.contact.name}>
              <Whose letter={letter} />
            </Cell>
            <Cell label={t`State`} textValue={words[letter.state]}>
              <Chip tone={LETTER_TONES[letter.state]}>{words[letter.state]}</Chip>
              {letter.trackingNumber && (
                <span className={shared.quiet}>
                  {' '}
                  <Ltr>{letter.trackingNumber}</Ltr>
                </span>
              )}
            </Cell>
            <Cell label={t`Date`}>{format.dateTime(letter.stateAt)}</Cell>
            <Cell isActions textValue={t`Next step`}>
              <LetterSteps letter={letter} />
            </Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

function Whose({ letter }: { readonly letter: LetterItem }): ReactNode {
  const { t } = useLingui();
  const { contact, conversationNumber, direction, reference, snippet, verifiedBy } = letter;
  const nameless = direction === 'in' && !verifiedBy;
  return (
    <div className={shared.personText}>
      <span className={shared.strong}>
        <Link to="/letters/$id" params={{ id: letter.id }}>
          {nameless ? t`Sender not confirmed yet` : <bdi>{contact.name}</bdi>}
        </Link>
      </span>
      <span className={shared.quiet}>
        <Ltr>{`#${conversationNumber}`}</Ltr>
        {reference && (
          <>
            {' · '}
            <Ltr>{grouped(reference)}</Ltr>
          </>
        )}
      </span>
      {snippet && (
        <span className={shared.quiet}>
          <bdi>{snippet}</bdi>
        </span>
      )}
    </div>
  );
}
