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
  const list = useRef<HTMLDivElement>(null);
  const { text, change, typed, found, isSettled } = useVisitorSearch();
  const take = (id: string) => {
    const person = found.find((one) => one.id === id);
    if (person) onChoose(person);
    else onNew?.(typed);
  };
  const askForFirst = useFirst(isSettled, () => take(found[0]?.id ?? NEW));
  const enter = () => {
    if (!list.current?.querySelector('[data-focused]')) askForFirst();
  };
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
            renderEmptyState={() => <p className={styles.nothing}>{t`Nobody was found.`}</p>}
          >
            {optionsOf(found, onNew && isSettled ? typed : null)}
          </ListBox>
        )}
      </Autocomplete>
    </div>
  );
}

function useVisitorSearch() {
  const [q, setQ] = useState('');
  const { text, change } = useSearchText(q, (next) => setQ(next ?? ''));
  const { data, isFetching } = useVisitorsFound(q);
  const typed = text.trim();
  const isSettled = typed.length >= 2 && q === typed && !isFetching;
  const found = typed.length < 2 || q.length < 2 ? [] : (data ?? []);
  return { text, change, typed, found, isSettled };
}

/** Who presses Enter before the answer is there means its first line, not somebody new. */
function useFirst(isSettled: boolean, take: () => void): () => void {
  const asked = useRef(false);
  useEffect(() => {
    if (!asked.current || !isSettled) return;
    asked.current = false;
    take();
  });
  return () => {
    if (isSettled) take();
    else asked.current = true;
  };
}

function optionsOf(found: readonly VisitorFound[], typed: string | null): ReactNode {
  return (
    <>
      {found.map((person) => (
        <ListBoxItem key={person.id} id={person.id} textValue={person.name} className={styles.option ?? ''}>
          <Found person={person} />
        </ListBoxItem>
      ))}
      {typed !== null && (
        <ListBoxItem key={NEW} id={NEW} textValue={typed} className={styles.option ?? ''}>
          <Icon of={UserRoundPlus} />
          <span>
            <Trans>
              Somebody new: <bdi>{typed}</bdi>
            </Trans>
          </span>
        </ListBoxItem>
      )}
    </>
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
