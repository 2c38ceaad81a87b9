import { Trans, useLingui } from '@lingui/react/macro';
import type { LetterDetail, SenderSuggestion } from '@sila/contracts';
import { useQuery } from '@tanstack/react-query';
import { UserRoundCheck, UserRoundPlus } from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { Icon, Ltr, SearchField, TextField, ToggleButton } from '../../ui/index.js';
import type { ChosenSender } from './confirm.form.js';
import styles from './letters.module.css';

interface SenderChoiceProps {
  readonly letter: LetterDetail;
  readonly sender: ChosenSender;
  readonly onChange: (sender: ChosenSender) => void;
}

/** Who wrote it: people whose number, address or name stands on the letter, anybody found, or a new person. */
export function SenderChoice({ letter, sender, onChange }: SenderChoiceProps): ReactNode {
  const { t } = useLingui();
  const [q, setQ] = useState('');
  const found = useFound(letter.id, useDeferredValue(q.trim()));
  return (
    <fieldset className={styles.sender}>
      <legend>
        <Trans>Sender</Trans>
      </legend>
      <Hints letter={letter} />
      <SearchField
        label={t`Find a person`}
        placeholder={t`Name, mobile or e-mail`}
        value={q}
        onChange={setQ}
      />
      <div className={styles.people}>
        {offered(letter, sender, found).map((person) => (
          <Person key={person.id} person={person} sender={sender} onChoose={() => onChange({ person })} />
        ))}
        <ToggleButton
          icon={UserRoundPlus}
          isSelected={'name' in sender}
          onChange={() => onChange({ name: letter.hints.names[0] ?? '' })}
        >
          <Trans>New person</Trans>
        </ToggleButton>
      </div>
      {'name' in sender && (
        <TextField
          label={t`Name of the sender`}
          isRequired
          maxLength={120}
          value={sender.name}
          onChange={(name) => onChange({ name })}
        />
      )}
    </fieldset>
  );
}

interface PersonProps {
  readonly person: Omit<SenderSuggestion, 'because'>;
  readonly sender: ChosenSender;
  readonly onChoose: () => void;
}

function Person({ person, sender, onChoose }: PersonProps): ReactNode {
  const isSelected = 'person' in sender && sender.person.id === person.id;
  return (
    <ToggleButton icon={UserRoundCheck} isSelected={isSelected} onChange={onChoose}>
      <bdi>{person.name}</bdi>
      {person.value !== person.name && (
        <>
          {' · '}
          <Ltr>{person.value}</Ltr>
        </>
      )}
    </ToggleButton>
  );
}

function useFound(id: string, q: string): readonly SenderSuggestion[] {
  const query = useQuery({
    queryKey: [...keys.letter(id), 'people', q],
    queryFn: ({ signal }) => api.get<SenderSuggestion[]>(`/letters/${id}/people`, { q }, signal),
    enabled: q.length >= 2,
  });
  return query.data ?? [];
}

function offered(
  letter: LetterDetail,
  sender: ChosenSender,
  found: readonly SenderSuggestion[],
): readonly Omit<SenderSuggestion, 'because'>[] {
  const chosen = 'person' in sender ? [{ ...sender.person, value: sender.person.name }] : [];
  const all = [...found, ...letter.suggestions, ...chosen];
  return all.filter((person, index) => all.findIndex(({ id }) => id === person.id) === index);
}

function Hints({ letter: { hints } }: { readonly letter: LetterDetail }): ReactNode {
  const lines = [...hints.ids, ...hints.phones, ...hints.emails];
  if (lines.length === 0) return null;
  return (
    <p className={styles.hints}>
      <Icon of={UserRoundCheck} size={14} /> <Trans>Found on the letter:</Trans>{' '}
      {lines.map((line) => (
        <Ltr key={line}>{line}</Ltr>
      ))}
    </p>
  );
}
