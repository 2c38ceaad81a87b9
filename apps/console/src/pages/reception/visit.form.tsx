import { Trans, useLingui } from '@lingui/react/macro';
import type { VisitorFound } from '@sila/contracts';
import { isNationalId, latinDigits, OFFICER_WISHES, type OfficerWish, toE164 } from '@sila/domain';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useMe, useQueues } from '../../api/index.js';
import { useUi } from '../../shell/ui.store.js';
import {
  Button,
  Card,
  IconButton,
  Kbd,
  Ltr,
  RadioGroup,
  Select,
  TextField,
  useWishWords,
} from '../../ui/index.js';
import { uuid } from '../../inbox/composer/uuid.js';
import type { DeskView } from './reception.queries.js';
import { VisitorSearch } from './visitor.search.js';
import { putVisit } from './visits.store.js';
import styles from './reception.module.css';

interface NewPerson {
  readonly name: string;
  readonly mobile: string;
  readonly nationalId: string;
}
type Chosen =
  | { readonly kind: 'known'; readonly person: VisitorFound; readonly about: boolean }
  | { readonly kind: 'new'; readonly person: NewPerson };

const soon = (ref: RefObject<HTMLInputElement | null>): void => void setTimeout(() => ref.current?.focus());

interface VisitFormProps {
  readonly desk: DeskView;
  readonly onEntered: (entryId: string, name: string) => void;
}

/** Somebody came: who, why, for whom. Enter goes on, and at last makes the ticket. */
export function VisitForm({ desk, onEntered }: VisitFormProps): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const language = useUi((state) => state.language);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [reason, setReason] = useState('');
  const [queueId, setQueueId] = useState(desk.queueId);
  const [wish, setWish] = useState<OfficerWish>('any');
  const [shown, setShown] = useState(false);
  const [search, name, why] = [
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
  ];
  const choose = (next: Chosen) => {
    setChosen(next);
    soon(next.kind === 'new' && next.person.name === '' ? name : why);
  };
  const clear = () => {
    setChosen(null);
    setReason('');
    setQueueId(desk.queueId);
    setWish('any');
    setShown(false);
    soon(search);
  };
  const submit = () => {
    setShown(true);
    if (!chosen || faultOf(chosen) || reason.trim() === '') return;
    const entryId = uuid();
    const personName = chosen.person.name.trim();
    void putVisit({
      entryId,
      staffId: me.id,
      name: personName,
      body: {
        entryId,
        deskId: desk.id,
        person: personOf(chosen),
        reason: reason.trim(),
        queueId,
        wish,
        language,
        enteredAt: new Date().toISOString(),
        ...(chosen.kind === 'known' && chosen.about && { conversationId: chosen.person.conversation.id }),
      },
      state: 'waiting',
      notBefore: 0,
      tries: 0,
      error: null,
    });
    onEntered(entryId, personName);
    clear();
  };
  return (
    <Card title={<Trans>Somebody came</Trans>}>
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {chosen ? (
          <Person chosen={chosen} shown={shown} nameRef={name} onChange={setChosen} onClear={clear} />
        ) : (
          <VisitorSearch
            inputRef={search}
            onChoose={(person) =>
              choose({
                kind: 'known',
                person,
                about: person.because === 'number' || person.because === 'sheet',
              })
            }
            onNew={(typed) => choose({ kind: 'new', person: typedPerson(typed) })}
          />
        )}
        <TextField
          label={t`Why they came`}
          inputRef={why}
          maxLength={2000}
          value={reason}
          onChange={setReason}
          isInvalid={shown && reason.trim() === ''}
          errorMessage={t`Write a few words.`}
        />
        <Wishes queueId={queueId} wish={wish} onQueue={setQueueId} onWish={setWish} />
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

function Wishes({
  queueId,
  wish,
  onQueue,
  onWish,
}: {
  readonly queueId: string;
  readonly wish: OfficerWish;
  readonly onQueue: (id: string) => void;
  readonly onWish: (wish: OfficerWish) => void;
}): ReactNode {
  const { t } = useLingui();
  const language = useUi((state) => state.language);
  const words = useWishWords();
  const queues = useQueues().data ?? [];
  return (
    <div className={styles.wishes}>
      <Select
        label={t`Queue`}
        options={queues.map(({ id, nameAr, nameEn }) => ({ id, label: language === 'ar' ? nameAr : nameEn }))}
        value={queueId}
        onChange={onQueue}
      />
      <RadioGroup
        label={t`Wants to speak with`}
        layout="segments"
        options={OFFICER_WISHES.map((id) => ({ id, label: words[id] }))}
        value={wish}
        onChange={onWish}
      />
    </div>
  );
}

interface PersonProps {
  readonly chosen: Chosen;
  readonly shown: boolean;
  readonly nameRef: RefObject<HTMLInputElement | null>;
  readonly onChange: (chosen: Chosen) => void;
  readonly onClear: () => void;
}

function Person({ chosen, shown, nameRef, onChange, onClear }: PersonProps): ReactNode {
  const { t } = useLingui();
  const again = <IconButton label={t`Somebody else`} icon={X} size="s" onPress={onClear} />;
  if (chosen.kind === 'known')
    return (
      <div className={styles.person}>
        <strong>
          <bdi>{chosen.person.name}</bdi>
        </strong>
        {chosen.about && (
          <small className={styles.quiet}>
            <Trans>
              about conversation <Ltr>#{chosen.person.conversation.number}</Ltr>
            </Trans>
          </small>
        )}
        {again}
      </div>
    );
  const { person } = chosen;
  const change = (part: Partial<NewPerson>) => onChange({ kind: 'new', person: { ...person, ...part } });
  const fault = shown ? faultOf(chosen) : null;
  return (
    <div className={styles.newPerson}>
      <div className={styles.person}>
        <strong>
          <Trans>Somebody new</Trans>
        </strong>
        {again}
      </div>
      <TextField
        label={t`Name`}
        inputRef={nameRef}
        maxLength={120}
        value={person.name}
        onChange={(name) => change({ name })}
        isInvalid={fault === 'name'}
        errorMessage={t`Write the name.`}
      />
      <TextField
        label={t`Mobile`}
        direction="ltr"
        inputMode="tel"
        normaliseDigits
        maxLength={20}
        value={person.mobile}
        onChange={(mobile) => change({ mobile })}
        isInvalid={fault === 'mobile'}
        errorMessage={t`This is no number.`}
      />
      <TextField
        label={t`National ID`}
        direction="ltr"
        inputMode="numeric"
        normaliseDigits
        maxLength={14}
        value={person.nationalId}
        onChange={(nationalId) => change({ nationalId })}
        isInvalid={fault === 'nationalId'}
        errorMessage={t`Check the digits of the national ID.`}
      />
    </div>
  );
}

/** What was typed in search of somebody is part of what is known of them. */
function typedPerson(typed: string): NewPerson {
  const digits = latinDigits(typed).replace(/\s/g, '');
  const nobody = { name: '', mobile: '', nationalId: '' };
  if (isNationalId(digits)) return { ...nobody, nationalId: digits };
  return /^\+?\d+$/.test(digits) ? { ...nobody, mobile: digits } : { ...nobody, name: typed };
}

function faultOf(chosen: Chosen): keyof NewPerson | null {
  if (chosen.kind === 'known') return null;
  const { name, mobile, nationalId } = chosen.person;
  if (name.trim().length < 2) return 'name';
  if (mobile.trim() !== '' && toE164(mobile) === null) return 'mobile';
  return nationalId.trim() !== '' && !isNationalId(nationalId.replace(/\s/g, '')) ? 'nationalId' : null;
}

function personOf(chosen: Chosen) {
  if (chosen.kind === 'known') return { contactId: chosen.person.id };
  const { name, mobile, nationalId } = chosen.person;
  return {
    name: name.trim(),
    ...(mobile.trim() && { mobile: mobile.trim() }),
    ...(nationalId.trim() && { nationalId: nationalId.replace(/\s/g, '') }),
  };
}
