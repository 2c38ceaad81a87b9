import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useMe, useQueues } from '../../api/index.js';
import { uuid } from '../../inbox/composer/uuid.js';
import { useUi } from '../../shell/ui.store.js';
import { Button, Card, Kbd, Select, TextField } from '../../ui/index.js';
import { ChosenPerson } from './chosen.person.js';
import type { DeskView } from './reception.queries.js';
import { type Chosen, known, saidIn, somebodyNew, type VisitDraft } from './visit.draft.js';
import { VisitorSearch } from './visitor.search.js';
import { putVisit } from './visits.store.js';
import { WishChoice } from './wish.choice.js';
import styles from './reception.module.css';

const soon = (ref: RefObject<HTMLInputElement | null>): void => void setTimeout(() => ref.current?.focus());

interface VisitFormProps {
  readonly desk: DeskView;
  readonly onEntered: (entryId: string, name: string) => void;
}

/** Somebody came: who, why, for whom. Enter goes on, and at last makes the ticket. */
export function VisitForm(props: VisitFormProps): ReactNode {
  const { t } = useLingui();
  const visit = useVisit(props);
  const { draft, change, shown, submit, refs } = visit;
  const { chosen, reason, queueId, wish } = draft;
  return (
    <Card title={<Trans>Somebody came</Trans>}>
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Who visit={visit} />
        <TextField
          label={t`Why they came`}
          inputRef={refs.why}
          maxLength={2000}
          value={reason}
          onChange={(text) => change({ reason: text })}
          isInvalid={shown && reason.trim() === ''}
          errorMessage={t`Write a few words.`}
        />
        <QueueChoice value={queueId} onChange={(id) => change({ queueId: id })} />
        <WishChoice value={wish} onChange={(next) => change({ wish: next })} />
        <div className={styles.submit}>
          <Button type="submit" variant="primary" isDisabled={!chosen}>
            <Trans>Make the ticket</Trans>
          </Button>
          <Kbd>Enter</Kbd>
        </div>
      </Form>
    </Card>
  );
}

type Visit = ReturnType<typeof useVisit>;

function Who({ visit }: { readonly visit: Visit }): ReactNode {
  const { draft, change, choose, clear, shown, refs } = visit;
  if (!draft.chosen)
    return (
      <VisitorSearch
        inputRef={refs.search}
        onChoose={(person) => choose(known(person))}
        onNew={(typed) => choose(somebodyNew(typed))}
      />
    );
  return (
    <ChosenPerson
      chosen={draft.chosen}
      shown={shown}
      nameRef={refs.name}
      onChange={(next) => change({ chosen: next })}
      onClear={clear}
    />
  );
}

function useVisit({ desk, onEntered }: VisitFormProps) {
  const enter = useEnter(desk);
  const empty: VisitDraft = { chosen: null, reason: '', queueId: desk.queueId, wish: 'any' };
  const [draft, setDraft] = useState(empty);
  const [shown, setShown] = useState(false);
  const [search, name, why] = [
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
  ];
  const change = (patch: Partial<VisitDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const choose = (chosen: Chosen) => {
    change({ chosen });
    soon(chosen.kind === 'new' && chosen.person.name === '' ? name : why);
  };
  const clear = () => {
    setDraft(empty);
    setShown(false);
    soon(search);
  };
  const submit = () => {
    setShown(true);
    const entered = enter(draft);
    if (!entered) return;
    onEntered(entered.entryId, entered.name);
    clear();
  };
  return { draft, change, choose, clear, shown, submit, refs: { search, name, why } };
}

/** Keeps the visit in this browser, from where it is sent; null while something is missing. */
function useEnter(desk: DeskView) {
  const me = useMe();
  const language = useUi((state) => state.language);
  return (draft: VisitDraft): { readonly entryId: string; readonly name: string } | null => {
    const said = saidIn(draft);
    if (!said || !draft.chosen) return null;
    const [entryId, name] = [uuid(), draft.chosen.person.name.trim()];
    const enteredAt = new Date().toISOString();
    void putVisit({
      entryId,
      staffId: me.id,
      name,
      body: { entryId, deskId: desk.id, language, enteredAt, ...said },
      state: 'waiting',
      notBefore: 0,
      tries: 0,
      error: null,
    });
    return { entryId, name };
  };
}

interface QueueChoiceProps {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function QueueChoice({ value, onChange }: QueueChoiceProps): ReactNode {
  const { t } = useLingui();
  const language = useUi((state) => state.language);
  const queues = useQueues().data ?? [];
  const options = queues.map(({ id, nameAr, nameEn }) => ({
    id,
    label: language === 'ar' ? nameAr : nameEn,
  }));
  return <Select label={t`Queue`} options={options} value={value} onChange={onChange} />;
}
