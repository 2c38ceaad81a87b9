import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { Autocomplete, ListBox, ListBoxItem } from 'react-aria-components';
import type { VisitorFound } from '@sila/contracts';
import { UserRoundPlus } from 'lucide-react';
import { Icon, Ltr, SearchField, useFormat } from '../../ui/index.js';
import { useSearchText } from '../../inbox/list/search.text.js';
import { useVisitorsFound } from './reception.queries.js';
import styles from './reception.module.css';

/** The key of the entry that makes somebody new of what was typed. */
const NEW = 'new';

interface VisitorSearchProps {
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  readonly onChoose: (person: VisitorFound) => void;
  /** Somebody new, with what was typed; people are only looked for without it. */
  readonly onNew?: ((typed: string) => void) | undefined;
}

/** Finds who stands at the desk while their name, mobile, ID or number is typed; Enter takes the first, arrows choose. */
export function VisitorSearch({ inputRef, onChoose, onNew }: VisitorSearchProps): ReactNode {
  const { t } = useLingui();
  const [q, setQ] = useState('');
  const { text, change } = useSearchText(q, (next) => setQ(next ?? ''));
  const { data, isFetching } = useVisitorsFound(q);
  const list = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(false);
  const typed = text.trim();
  const found = typed.length < 2 || q.length < 2 ? [] : (data ?? []);
  const take = (id: string) => {
    const person = found.find((one) => one.id === id);
    if (person) onChoose(person);
    else onNew?.(typed);
  };
  // Who presses Enter before the answer is there means its first line, not somebody new.
  const isSettled = typed.length >= 2 && q === typed && !isFetching;
  const first = found[0]?.id ?? NEW;
  useEffect(() => {
    if (!asked || !isSettled) return;
    setAsked(false);
    take(first);
  });
  const enter = () => setAsked(!list.current?.querySelector('[data-focused]'));
  return (
    <div className={styles.search}>
      <Autocomplete inputValue={text} onInputChange={change}>
        <SearchField label={t`Name, mobile, national ID or number`} inputRef={inputRef} onSubmit={enter} />
        {typed.length >= 2 && (
          <ListBox
            ref={list}
            aria-label={t`People found`}
            selectionMode="single"
            onAction={(id) => take(String(id))}
            className={styles.found ?? ''}
            renderEmptyState={() => (
              <p className={styles.nothing}>
                <Trans>Nobody was found.</Trans>
              </p>
            )}
          >
            {found.map((person) => (
              <ListBoxItem
                key={person.id}
                id={person.id}
                textValue={person.name}
                className={styles.option ?? ''}
              >
                <Found person={person} />
              </ListBoxItem>
            ))}
            {onNew && isSettled && (
              <ListBoxItem key={NEW} id={NEW} textValue={t`Somebody new`} className={styles.option ?? ''}>
                <Icon of={UserRoundPlus} />
                <span>
                  <Trans>
                    Somebody new: <bdi>{typed}</bdi>
                  </Trans>
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        )}
      </Autocomplete>
    </div>
  );
}

function Found({ person }: { readonly person: VisitorFound }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const why = {
    name: null,
    phone: t`same mobile`,
    'national-id': t`same national ID`,
    number: t`this number`,
    sheet: t`this interview`,
  }[person.because];
  return (
    <>
      <span className={styles.foundName}>
        <bdi>{person.name}</bdi>
      </span>
      <small className={styles.quiet}>
        {why && <>{why} · </>}
        <Ltr>#{person.conversation.number}</Ltr> · {format.relative(person.conversation.at)}
      </small>
    </>
  );
}
