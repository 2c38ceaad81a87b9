import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Autocomplete, ListBox, ListBoxItem } from 'react-aria-components';
import type { PersonCard } from '@sila/contracts';
import { Banner, SearchField, useErrorWords } from '../../ui/index.js';
import { useSearchText } from '../list/search.text.js';
import { usePeople } from './people.query.js';
import { PersonLine } from './person.line.js';
import styles from './people.module.css';

/** Typing can begin at once. */
const focus = (input: HTMLInputElement | null): void => input?.focus();

interface PersonSearchProps {
  /** Who is not offered. */
  readonly exceptId: string;
  readonly onChoose: (id: string) => void;
}

/** Finds a person while their name, number or mail address is typed; arrows and Enter choose. */
export function PersonSearch({ exceptId, onChoose }: PersonSearchProps): ReactNode {
  const { t } = useLingui();
  const [q, setQ] = useState('');
  const { text, change } = useSearchText(q, (next) => setQ(next ?? ''));
  const { data, error, isFetching } = usePeople(q);
  const words = useErrorWords();
  const found = (q.length < 2 ? [] : (data?.items ?? [])).filter(({ id }) => id !== exceptId);
  return (
    <div className={styles.search}>
      <Autocomplete inputValue={text} onInputChange={change} disableAutoFocusFirst>
        <SearchField label={t`Name, number or e-mail`} inputRef={focus} />
        {error ? (
          <Banner tone="danger" role="alert">
            {words(error)}
          </Banner>
        ) : (
          <ListBox
            aria-label={t`People found`}
            items={found}
            selectionMode="single"
            onAction={(id) => onChoose(String(id))}
            className={styles.found ?? ''}
            renderEmptyState={() => <Nothing isShort={q.length < 2} isFetching={isFetching} />}
          >
            {(person: PersonCard) => (
              <ListBoxItem id={person.id} textValue={person.name} className={styles.option ?? ''}>
                <PersonLine person={person} />
              </ListBoxItem>
            )}
          </ListBox>
        )}
      </Autocomplete>
    </div>
  );
}

function Nothing({
  isShort,
  isFetching,
}: {
  readonly isShort: boolean;
  readonly isFetching: boolean;
}): ReactNode {
  return (
    <p className={styles.nothing}>
      {isShort ? (
        <Trans>Type at least two letters. You find people in whose conversations you may answer.</Trans>
      ) : isFetching ? (
        <Trans>Searching…</Trans>
      ) : (
        <Trans>Nobody was found in the conversations that you may answer.</Trans>
      )}
    </p>
  );
}
