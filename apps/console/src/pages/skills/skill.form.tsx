import { Trans, useLingui } from '@lingui/react/macro';
import type { SkillView } from '@sila/contracts';
import { SKILL_KINDS, type SkillKind } from '@sila/domain';
import type { ReactNode } from 'react';
import { api, keys } from '../../api/index.js';
import { Select } from '../../ui/index.js';
import { type Draft, useDraft } from '../shared/draft.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useSave } from '../shared/mutations.js';
import { NameFields } from '../shared/two.names.js';
import { useSkillKindWords } from '../shared/words.js';

interface Fields {
  readonly nameAr: string;
  readonly nameEn: string;
  readonly kind: SkillKind;
}

const BLANK: Fields = { nameAr: '', nameEn: '', kind: 'topic' };

interface SkillFormProps {
  /** Null for a new one. */
  readonly skill: SkillView | null;
  readonly onClose: () => void;
}

/** Adds a skill or changes one. */
export function SkillForm({ skill, onClose }: SkillFormProps): ReactNode {
  const draft = useDraft<Fields>(skill ? fieldsOf(skill) : BLANK);
  const saving = useSaveSkill(skill, onClose);
  return (
    <FormDialog
      title={skill ? <Trans>Edit the skill</Trans> : <Trans>Add a skill</Trans>}
      submitLabel={skill ? <Trans>Save</Trans> : <Trans>Add</Trans>}
      dirty={draft.dirty && !saving.isSuccess}
      isPending={saving.isPending}
      error={saving.error}
      onSubmit={() => saving.mutate(draft.value)}
      onClose={onClose}
    >
      <SkillFields draft={draft} />
    </FormDialog>
  );
}

function useSaveSkill(skill: SkillView | null, onClose: () => void) {
  const { t } = useLingui();
  return useSave<Fields, SkillView>(
    (body) => (skill ? api.patch(`/skills/${skill.id}`, body) : api.post('/skills', body)),
    {
      stale: [keys.skills],
      tellFailure: false,
      done: () => (skill ? t`The skill is saved` : t`The skill has been added`),
      onSuccess: onClose,
    },
  );
}

function SkillFields({ draft }: { readonly draft: Draft<Fields> }): ReactNode {
  const { t } = useLingui();
  const kinds = useSkillKindWords();
  const { value, change } = draft;
  return (
    <>
      <NameFields value={value} onChange={change} />
      <Select
        label={t`Kind`}
        value={value.kind}
        onChange={(kind) => change({ kind })}
        options={SKILL_KINDS.map((kind) => ({ id: kind, label: kinds[kind] }))}
      />
    </>
  );
}

function fieldsOf({ nameAr, nameEn, kind }: SkillView): Fields {
  return { nameAr, nameEn, kind };
}
