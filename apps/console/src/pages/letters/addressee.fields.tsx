import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { PersonSearch } from '../../inbox/people/person.search.js';
import { usePerson } from '../../inbox/people/people.query.js';
import { Button, Inline, RadioGroup, TextField } from '../../ui/index.js';

/** Who a first letter is for. */
export type Addressee =
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'known'; readonly contactId: string | null };

interface AddresseeFieldsProps {
  readonly value: Addressee;
  readonly onChange: (value: Addressee) => void;
}

/** Somebody new by name, or somebody known who is searched for. */
export function AddresseeFields({ value, onChange }: AddresseeFieldsProps): ReactNode {
  const { t } = useLingui();
  return (
    <>
      <RadioGroup
        label={t`Addressee`}
        layout="segments"
        value={value.kind}
        onChange={(kind) => onChange(kind === 'new' ? { kind, name: '' } : { kind, contactId: null })}
        options={[
          { id: 'new', label: t`Somebody new` },
          { id: 'known', label: t`Somebody known` },
        ]}
      />
      {value.kind === 'new' && (
        <TextField
          label={t`Name as it stands on the letter`}
          isRequired
          maxLength={120}
          value={value.name}
          onChange={(name) => onChange({ kind: 'new', name })}
        />
      )}
      {value.kind === 'known' && value.contactId === null && (
        <PersonSearch exceptId="" onChoose={(contactId) => onChange({ kind: 'known', contactId })} />
      )}
      {value.kind === 'known' && value.contactId !== null && (
        <Chosen contactId={value.contactId} onChange={() => onChange({ kind: 'known', contactId: null })} />
      )}
    </>
  );
}

interface ChosenProps {
  readonly contactId: string;
  readonly onChange: () => void;
}

function Chosen({ contactId, onChange }: ChosenProps): ReactNode {
  const person = usePerson(contactId);
  return (
    <Inline>
      <strong>
        <bdi>{person.data?.name ?? '…'}</bdi>
      </strong>
      <Button size="s" onPress={onChange}>
        <Trans>Somebody else</Trans>
      </Button>
    </Inline>
  );
}
