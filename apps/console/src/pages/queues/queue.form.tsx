import { Trans, useLingui } from '@lingui/react/macro';
import type { QueueView } from '@sila/contracts';
import { DEFAULT_QUEUE_POLICY, foldForSearch, QUEUE_PURPOSES, type QueuePurpose } from '@sila/domain';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { CheckboxGroup, RadioGroup, SearchField, TextField } from '../../ui/index.js';
import { type Draft, useDraft } from '../shared/draft.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useSave } from '../shared/mutations.js';
import { useStaff } from '../shared/queries.js';
import { usePurposeWords, useRoleWords } from '../shared/words.js';
import { NameFields } from '../shared/two.names.js';
import { Policy } from './policy.fields.js';

interface Fields {
  readonly key: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly purpose: QueuePurpose;
  readonly memberIds: readonly string[];
  readonly policy: QueueView['policy'];
}

const BLANK: Fields = {
  key: '',
  nameAr: '',
  nameEn: '',
  purpose: 'relations',
  memberIds: [],
  policy: DEFAULT_QUEUE_POLICY,
};
const KEY = /^[a-z][a-z0-9-]{1,39}$/;

interface QueueFormProps {
  /** Null for a new one. */
  readonly queue: QueueView | null;
  readonly onClose: () => void;
}

/** Adds a queue or changes one. */
export function QueueForm({ queue, onClose }: QueueFormProps): ReactNode {
  const draft = useDraft<Fields>(queue ? fieldsOf(queue) : BLANK);
  const saving = useSaveQueue(queue, onClose);
  const keyIsGood = KEY.test(draft.value.key);
  return (
    <FormDialog
      title={queue ? <Trans>Edit the queue</Trans> : <Trans>Add a queue</Trans>}
      submitLabel={queue ? <Trans>Save</Trans> : <Trans>Add</Trans>}
      dirty={draft.dirty && !saving.isSuccess}
      isPending={saving.isPending}
      error={saving.error}
      onSubmit={() => keyIsGood && saving.mutate(draft.value)}
      onClose={onClose}
    >
      <Names draft={draft} isNew={!queue} keyIsGood={keyIsGood} />
      <Purpose draft={draft} />
      <Policy
        queueId={queue?.id ?? null}
        value={draft.value.policy}
        onChange={(policy) => draft.change({ policy })}
      />
      <Members draft={draft} />
    </FormDialog>
  );
}

function fieldsOf({ key, nameAr, nameEn, purpose, memberIds, policy }: QueueView): Fields {
  return { key, nameAr, nameEn, purpose, memberIds, policy };
}

function useSaveQueue(queue: QueueView | null, onClose: () => void) {
  const { t } = useLingui();
  return useSave<Fields, QueueView>(
    (body) => (queue ? api.patch(`/queues/${queue.id}`, body) : api.post('/queues', body)),
    {
      stale: [keys.queues, keys.staff, keys.live, keys.colleagues],
      tellFailure: false,
      done: () => (queue ? t`The queue is saved` : t`The queue has been added`),
      onSuccess: onClose,
    },
  );
}

/** A key made of an English name: small letters, digits, hyphens. */
export function keyOf(name: string): string {
  const key = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return key.slice(0, 40);
}

interface NamesProps {
  readonly draft: Draft<Fields>;
  readonly isNew: boolean;
  readonly keyIsGood: boolean;
}

function Names({ draft, isNew, keyIsGood }: NamesProps): ReactNode {
  const { t } = useLingui();
  const { value, change } = draft;
  const rename = ({ nameEn, ...rest }: Partial<Pick<Fields, 'nameAr' | 'nameEn'>>) => {
    const follows = isNew && value.key === keyOf(value.nameEn);
    change({
      ...rest,
      ...(nameEn !== undefined && { nameEn, ...(follows && { key: keyOf(nameEn) }) }),
    });
  };
  return (
    <>
      <NameFields value={value} onChange={rename} />
      <TextField
        label={t`Key`}
        description={t`A short name for files and the command line: small letters, digits and hyphens.`}
        errorMessage={t`Begin with a small Latin letter; then letters, digits and hyphens, 40 at most.`}
        direction="ltr"
        isRequired
        isInvalid={value.key !== '' && !keyIsGood}
        maxLength={40}
        value={value.key}
        onChange={(key) => change({ key })}
      />
    </>
  );
}

function Purpose({ draft }: { readonly draft: Draft<Fields> }): ReactNode {
  const { t } = useLingui();
  const words = usePurposeWords();
  return (
    <RadioGroup
      label={t`Purpose`}
      value={draft.value.purpose}
      onChange={(purpose) => draft.change({ purpose })}
      options={QUEUE_PURPOSES.map((purpose) => ({ id: purpose, ...words[purpose] }))}
    />
  );
}

function Members({ draft }: { readonly draft: Draft<Fields> }): ReactNode {
  const { t } = useLingui();
  const roles = useRoleWords();
  const [query, setQuery] = useState('');
  const staff = (useStaff().data ?? []).filter((person) => !person.disabled);
  const chosen = draft.value.memberIds;
  const shown = staff.filter((person) => foldForSearch(person.name).includes(foldForSearch(query)));
  const change = (visible: readonly string[]) => {
    const hidden = chosen.filter((id) => !shown.some((person) => person.id === id));
    draft.change({ memberIds: [...hidden, ...visible] });
  };
  return (
    <>
      {staff.length > 8 && <SearchField label={t`Find a colleague`} value={query} onChange={setQuery} />}
      <CheckboxGroup
        label={t`Members`}
        description={t`They see the conversations of this queue and may take them.`}
        value={[...chosen]}
        onChange={change}
        options={shown.map((person) => ({
          id: person.id,
          label: <bdi>{person.name}</bdi>,
          description: roles[person.role].label,
        }))}
      />
    </>
  );
}
