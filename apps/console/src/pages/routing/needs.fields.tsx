import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { FormLayout, NumberField, RadioGroup } from '../../ui/index.js';
import type { Draft } from '../shared/draft.js';
import { SkillPicker } from '../shared/skill.picker.js';
import type { Rule } from './order.rules.js';

type Need = Rule['needs'][number];

/** The skills that what this rule sends asks for. */
export function Needs({ draft }: { readonly draft: Draft<Rule> }): ReactNode {
  const { t } = useLingui();
  return (
    <SkillPicker
      label={t`Asks for skills`}
      description={t`Colleagues of the queue with these skills are given the conversation.`}
      value={draft.value.needs}
      onChange={(needs) => draft.change({ needs: [...needs] })}
      first={(skillId) => ({ skillId, level: 1, required: false, relaxAfterMinutes: 30 })}
      more={(need, change) => <HowMuch need={need} change={change} />}
    />
  );
}

interface HowMuchProps {
  readonly need: Need;
  readonly change: (patch: Partial<Need>) => void;
}

function HowMuch({ need, change }: HowMuchProps): ReactNode {
  const { t } = useLingui();
  return (
    <FormLayout columns>
      <RadioGroup
        label={t`How much it matters`}
        layout="segments"
        value={need.required ? 'required' : 'preferred'}
        onChange={(choice) => change({ required: choice === 'required' })}
        options={[
          { id: 'preferred', label: t`Preferred` },
          { id: 'required', label: t`Required` },
        ]}
      />
      <NumberField
        label={need.required ? t`Only preferred after waiting` : t`No longer asked for after waiting`}
        description={t`0: it is never relaxed.`}
        unit={t`minutes`}
        minValue={0}
        maxValue={10_080}
        value={need.relaxAfterMinutes ?? 0}
        onChange={(minutes) => change({ relaxAfterMinutes: minutes > 0 ? minutes : null })}
      />
    </FormLayout>
  );
}
