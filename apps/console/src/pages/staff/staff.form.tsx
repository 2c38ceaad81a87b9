import { Trans, useLingui } from '@lingui/react/macro';
import type { Invite, StaffView } from '@sila/contracts';
import { DEFAULT_CAPACITY, type Language, type Role, ROLES } from '@sila/domain';
import type { ReactNode } from 'react';
import { api, keys, useMe, useQueues } from '../../api/index.js';
import { CheckboxGroup, FormLayout, RadioGroup, Select, Switch, TextField } from '../../ui/index.js';
import { CapacityFields } from '../shared/capacity.fields.js';
import { type Draft, useDraft } from '../shared/draft.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useSave } from '../shared/mutations.js';
import { useSetting } from '../shared/queries.js';
import { SkillPicker } from '../shared/skill.picker.js';
import { useLocalName, useRoleWords } from '../shared/words.js';

interface Fields {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly capacity: StaffView['capacity'];
  readonly skills: StaffView['skills'];
  readonly queueIds: readonly string[];
}

const BLANK: Fields = {
  name: '',
  email: '',
  role: 'officer',
  language: 'ar',
  capacity: null,
  skills: [],
  queueIds: [],
};

interface StaffFormProps {
  /** Null for somebody new. */
  readonly person: StaffView | null;
  readonly onClose: () => void;
  readonly onInvited: (invite: Invite) => void;
}

/** Adds a colleague or changes one. */
export function StaffForm({ person, onClose, onInvited }: StaffFormProps): ReactNode {
  const draft = useDraft<Fields>(person ? fieldsOf(person) : BLANK);
  const saving = useSaveStaff(person, onClose, onInvited);
  return (
    <FormDialog
      title={person ? <Trans>Edit a colleague</Trans> : <Trans>Add a colleague</Trans>}
      submitLabel={person ? <Trans>Save</Trans> : <Trans>Add and make the invitation link</Trans>}
      dirty={draft.dirty && !saving.isSuccess}
      isPending={saving.isPending}
      error={saving.error}
      onSubmit={() => saving.mutate(draft.value)}
      onClose={onClose}
    >
      <PersonFields draft={draft} isNew={!person} />
      <WorkFields draft={draft} isMe={useMe().id === person?.id} />
    </FormDialog>
  );
}

function fieldsOf({ name, email, role, language, capacity, skills, queueIds }: StaffView): Fields {
  return { name, email, role, language, capacity, skills, queueIds };
}

function useSaveStaff(person: StaffView | null, onClose: () => void, onInvited: (invite: Invite) => void) {
  const { t } = useLingui();
  return useSave<Fields, Invite | StaffView>(
    ({ email, ...rest }) =>
      person
        ? api.patch<StaffView>(`/staff/${person.id}`, rest)
        : api.post<Invite>('/staff', { ...rest, email }),
    {
      stale: [keys.staff, keys.colleagues, keys.queues, keys.skills, keys.me],
      tellFailure: false,
      done: (_, { name }) => (person ? t`Saved: ${name}` : t`${name} has been added`),
      onSuccess: (answer) => {
        onClose();
        if ('inviteUrl' in answer) onInvited(answer);
      },
    },
  );
}

function PersonFields({
  draft,
  isNew,
}: {
  readonly draft: Draft<Fields>;
  readonly isNew: boolean;
}): ReactNode {
  const { t } = useLingui();
  const { value, change } = draft;
  return (
    <>
      <FormLayout columns>
        <TextField
          label={t`Name`}
          isRequired
          maxLength={120}
          value={value.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          label={t`E-mail address`}
          type="email"
          direction="ltr"
          isRequired
          isReadOnly={!isNew}
          description={
            isNew ? t`The person signs in with it.` : t`It cannot be changed: it is the sign-in name.`
          }
          value={value.email}
          onChange={(email) => change({ email })}
        />
      </FormLayout>
      <LanguageField draft={draft} />
    </>
  );
}

function WorkFields({ draft, isMe }: { readonly draft: Draft<Fields>; readonly isMe: boolean }): ReactNode {
  const { t } = useLingui();
  const roles = useRoleWords();
  const { value, change } = draft;
  return (
    <>
      <FormLayout columns>
        <Select
          label={t`Role`}
          isDisabled={isMe}
          description={isMe ? t`You cannot change your own role.` : roles[value.role].description}
          value={value.role}
          onChange={(role) => change({ role })}
          options={ROLES.map((role) => ({ id: role, ...roles[role] }))}
        />
      </FormLayout>
      <Capacity draft={draft} />
      <Skills draft={draft} />
      <QueuesField draft={draft} />
    </>
  );
}

/** What a person holds at once: as the association says, or numbers of their own. */
function Capacity({ draft }: { readonly draft: Draft<Fields> }): ReactNode {
  const { t } = useLingui();
  const usual = useSetting('work').data?.value.capacity ?? DEFAULT_CAPACITY;
  const { capacity } = draft.value;
  return (
    <>
      <Switch
        isSelected={capacity !== null}
        onChange={(own) => draft.change({ capacity: own ? { ...usual } : null })}
        description={t`Otherwise what the workload page says counts.`}
      >
        {t`Own limits of how much comes at once`}
      </Switch>
      {capacity && (
        <CapacityFields value={capacity} onChange={(next) => draft.change({ capacity: { ...next } })} />
      )}
    </>
  );
}

function Skills({ draft }: { readonly draft: Draft<Fields> }): ReactNode {
  const { t } = useLingui();
  return (
    <SkillPicker
      label={t`Skills`}
      description={t`Level 1 is enough to help out, level 5 is at home in it.`}
      value={draft.value.skills}
      onChange={(skills) => draft.change({ skills: [...skills] })}
      first={(skillId) => ({ skillId, level: 3 })}
    />
  );
}

function QueuesField({ draft }: { readonly draft: Draft<Fields> }): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const queues = (useQueues().data ?? []).filter((queue) => !queue.archived);
  const { value, change } = draft;
  return (
    <CheckboxGroup
      label={t`Queues`}
      description={t`The person sees the conversations of these queues.`}
      value={[...value.queueIds]}
      onChange={(queueIds) => change({ queueIds })}
      options={queues.map((queue) => ({ id: queue.id, label: nameOf(queue) }))}
    />
  );
}

function LanguageField({ draft }: { readonly draft: Draft<Fields> }): ReactNode {
  const { t } = useLingui();
  const { value, change } = draft;
  return (
    <RadioGroup
      label={t`Language of the console`}
      layout="segments"
      value={value.language}
      onChange={(language) => change({ language })}
      options={[
        { id: 'ar', label: <span lang="ar">العربية</span> },
        { id: 'en', label: <span lang="en">English</span> },
      ]}
    />
  );
}
