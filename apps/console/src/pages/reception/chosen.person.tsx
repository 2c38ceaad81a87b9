import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { IconButton, Ltr, TextField } from '../../ui/index.js';
import { type Chosen, faultOf, type NewPerson } from './visit.draft.js';
import styles from './reception.module.css';

interface ChosenPersonProps {
  readonly chosen: Chosen;
  /** Whether faults are shown already. */
  readonly shown: boolean;
  readonly nameRef: RefObject<HTMLInputElement | null>;
  readonly onChange: (chosen: Chosen) => void;
  readonly onClear: () => void;
}

/** Who came: the name of somebody known, or the few fields of somebody new. */
export function ChosenPerson({ chosen, onClear, ...rest }: ChosenPersonProps): ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles.newPerson}>
      <div className={styles.person}>
        <strong>{chosen.kind === 'new' ? t`Somebody new` : <bdi>{chosen.person.name}</bdi>}</strong>
        {chosen.kind === 'known' && chosen.about && (
          <small className={styles.quiet}>
            <Trans>
              about conversation <Ltr>#{chosen.person.conversation.number}</Ltr>
            </Trans>
          </small>
        )}
        <IconButton label={t`Somebody else`} icon={X} size="s" onPress={onClear} />
      </div>
      {chosen.kind === 'new' && <NewPersonFields person={chosen.person} {...rest} />}
    </div>
  );
}

interface FieldsProps extends Pick<ChosenPersonProps, 'shown' | 'nameRef' | 'onChange'> {
  readonly person: NewPerson;
}

function NewPersonFields({ person, shown, nameRef, onChange }: FieldsProps): ReactNode {
  const { t } = useLingui();
  const fault = shown ? faultOf({ kind: 'new', person }) : null;
  const field = (name: keyof NewPerson) => ({
    value: person[name],
    onChange: (text: string) => onChange({ kind: 'new', person: { ...person, [name]: text } }),
    isInvalid: fault === name,
  });
  const digits = { direction: 'ltr', normaliseDigits: true, maxLength: 20 } as const;
  return (
    <>
      <TextField
        label={t`Name`}
        inputRef={nameRef}
        maxLength={120}
        errorMessage={t`Write the name.`}
        {...field('name')}
      />
      <TextField
        label={t`Mobile`}
        inputMode="tel"
        errorMessage={t`This is no number.`}
        {...digits}
        {...field('mobile')}
      />
      <TextField
        label={t`National ID`}
        inputMode="numeric"
        errorMessage={t`Check the digits of the national ID.`}
        {...digits}
        {...field('nationalId')}
      />
    </>
  );
}
