import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQueues } from '../../api/index.js';
import { FormLayout, NumberField, RadioGroup, Select, TagsField, TextField } from '../../ui/index.js';
import { ChannelsField } from '../shared/channels.field.js';
import { type Draft, useDraft } from '../shared/draft.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useLocalName } from '../shared/words.js';
import { Needs } from './needs.fields.js';
import { type Rule, tidy } from './order.rules.js';

interface RuleFormProps {
  readonly rule: Rule;
  readonly onDone: (rule: Rule) => void;
  readonly onClose: () => void;
}

/** One rule. What is left open does not narrow it. It counts once the page is saved. */
export function RuleForm({ rule, onDone, onClose }: RuleFormProps): ReactNode {
  const draft = useDraft<Rule>(rule);
  return (
    <FormDialog
      title={rule.name ? <Trans>Edit the rule</Trans> : <Trans>Add a rule</Trans>}
      submitLabel={<Trans>Take over</Trans>}
      size="l"
      dirty={draft.dirty}
      isPending={false}
      error={null}
      onSubmit={() => onDone(tidy(draft.value))}
      onClose={onClose}
    >
      <Name draft={draft} />
      <Conditions draft={draft} />
      <Outcome draft={draft} />
      <Needs draft={draft} />
    </FormDialog>
  );
}

interface PartProps {
  readonly draft: Draft<Rule>;
}

function Name({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  return (
    <TextField
      label={t`Name of the rule`}
      description={t`Officers see it as the reason why a conversation came to them.`}
      isRequired
      maxLength={120}
      value={draft.value.name}
      onChange={(name) => draft.change({ name })}
    />
  );
}

const ANY = 'any';

function Conditions({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { when } = draft.value;
  const change = (patch: Rule['when']) => draft.change({ when: { ...when, ...patch } });
  return (
    <>
      <ChannelsField value={when.channels ?? []} onChange={(channels) => change({ channels })} />
      <TagsField
        label={t`Words`}
        description={t`One of them is enough. Forms of alef, hamza and ta marbuta count as the same.`}
        value={when.words ?? []}
        onChange={(words) => change({ words: [...words] })}
      />
      <WhoAndWhen draft={draft} />
    </>
  );
}

function WhoAndWhen({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { when } = draft.value;
  const change = (patch: Rule['when']) => draft.change({ when: { ...when, ...patch } });
  return (
    <FormLayout columns>
      <RadioGroup
        label={t`Who writes`}
        value={when.contact ?? ANY}
        onChange={(contact) => change({ contact: contact === ANY ? undefined : contact })}
        options={[
          { id: ANY, label: t`Anybody` },
          { id: 'new', label: t`Somebody for the first time` },
          { id: 'known', label: t`Somebody who has written before` },
        ]}
      />
      <RadioGroup
        label={t`When`}
        value={when.hours ?? ANY}
        onChange={(hours) => change({ hours: hours === ANY ? undefined : hours })}
        options={[
          { id: ANY, label: t`At any time` },
          { id: 'open', label: t`Within working hours` },
          { id: 'closed', label: t`Outside working hours` },
        ]}
      />
    </FormLayout>
  );
}

function Outcome({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const queues = (useQueues().data ?? []).filter((queue) => !queue.archived);
  const { value, change } = draft;
  return (
    <FormLayout columns>
      <Select
        label={t`Goes into the queue`}
        isRequired
        value={value.queueId}
        onChange={(queueId) => change({ queueId })}
        options={queues.map((queue) => ({ id: queue.id, label: nameOf(queue) }))}
      />
      <NumberField
        label={t`Priority`}
        description={t`Higher is served first; 0 is usual.`}
        minValue={-10}
        maxValue={10}
        value={value.priority}
        onChange={(priority) => change({ priority: Number.isNaN(priority) ? 0 : priority })}
      />
    </FormLayout>
  );
}
