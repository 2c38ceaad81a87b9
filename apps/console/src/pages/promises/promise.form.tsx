import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useQueues } from '../../api/index.js';
import { CheckboxGroup, FormLayout, NumberField, Select, Switch, TextField } from '../../ui/index.js';
import { ChannelsField } from '../shared/channels.field.js';
import { type Draft, useDraft } from '../shared/draft.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useLocalName } from '../shared/words.js';
import type { PromiseOf } from './promises.page.js';

interface PromiseFormProps {
  readonly promise: PromiseOf;
  readonly onDone: (promise: PromiseOf) => void;
  readonly onClose: () => void;
}

/** One promise. It counts once the page is saved. */
export function PromiseForm({ promise, onDone, onClose }: PromiseFormProps): ReactNode {
  const { t } = useLingui();
  const draft = useDraft<PromiseOf>(promise);
  return (
    <FormDialog
      title={promise.name ? <Trans>Edit the promise</Trans> : <Trans>Add a promise</Trans>}
      submitLabel={<Trans>Take over</Trans>}
      size="l"
      dirty={draft.dirty}
      isPending={false}
      error={null}
      onSubmit={() => onDone({ ...draft.value, name: draft.value.name.trim() })}
      onClose={onClose}
    >
      <TextField
        label={t`Name of the promise`}
        isRequired
        maxLength={120}
        value={draft.value.name}
        onChange={(name) => draft.change({ name })}
      />
      <Times draft={draft} />
      <Conditions draft={draft} />
      <WhenLate draft={draft} />
    </FormDialog>
  );
}

interface PartProps {
  readonly draft: Draft<PromiseOf>;
}

interface AnswerWithinProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (minutes: number | null) => void;
}

/** Minutes of working hours; 0 in the field promises nothing. */
function AnswerWithin({ label, value, onChange }: AnswerWithinProps): ReactNode {
  const { t } = useLingui();
  return (
    <NumberField
      label={label}
      description={t`Minutes of working hours. 0: nothing is promised.`}
      unit={t`minutes`}
      minValue={0}
      maxValue={100_000}
      value={value ?? 0}
      onChange={(minutes) => onChange(minutes > 0 ? minutes : null)}
    />
  );
}

function Times({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { value, change } = draft;
  return (
    <FormLayout columns>
      <AnswerWithin
        label={t`First answer within`}
        value={value.firstMinutes}
        onChange={(firstMinutes) => change({ firstMinutes })}
      />
      <AnswerWithin
        label={t`Later answers within`}
        value={value.nextMinutes}
        onChange={(nextMinutes) => change({ nextMinutes })}
      />
      <NumberField
        label={t`At risk after`}
        description={t`From this part of the time on, colleagues are warned.`}
        unit="%"
        minValue={10}
        maxValue={99}
        value={value.warnAtPercent}
        onChange={(percent) => change({ warnAtPercent: Number.isNaN(percent) ? 75 : percent })}
      />
    </FormLayout>
  );
}

function Conditions({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const queues = (useQueues().data ?? []).filter((queue) => !queue.archived);
  const { when } = draft.value;
  const change = (patch: PromiseOf['when']): void => draft.change({ when: { ...when, ...patch } });
  return (
    <>
      <CheckboxGroup
        label={t`Queues`}
        description={t`None ticked: any queue.`}
        value={when.queueIds ?? []}
        onChange={(queueIds) => change({ queueIds })}
        options={queues.map((queue) => ({ id: queue.id, label: nameOf(queue) }))}
      />
      <ChannelsField value={when.channels ?? []} onChange={(channels) => change({ channels })} />
      <LeastPriority draft={draft} />
    </>
  );
}

function LeastPriority({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { when } = draft.value;
  const { minPriority, ...rest } = when;
  const change = (least: number | undefined): void =>
    draft.change({ when: least === undefined ? rest : { ...rest, minPriority: least } });
  return (
    <>
      <Switch isSelected={minPriority !== undefined} onChange={(on) => change(on ? 1 : undefined)}>
        {t`Only urgent conversations`}
      </Switch>
      {minPriority !== undefined && (
        <NumberField
          label={t`From priority`}
          minValue={-10}
          maxValue={10}
          value={minPriority}
          onChange={(least) => change(Number.isNaN(least) ? 1 : least)}
        />
      )}
    </>
  );
}

const STAYS = 'stays';

function WhenLate({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const queues = (useQueues().data ?? []).filter((queue) => !queue.archived);
  const { value, change } = draft;
  return (
    <FormLayout columns>
      <NumberField
        label={t`When it is late, raise the priority by`}
        description={t`0: it stays as it is.`}
        minValue={0}
        maxValue={10}
        value={value.raiseBy}
        onChange={(raiseBy) => change({ raiseBy: Number.isNaN(raiseBy) ? 0 : raiseBy })}
      />
      <Select
        label={t`When it is late, move it to`}
        value={value.moveTo ?? STAYS}
        onChange={(queueId) => change({ moveTo: queueId === STAYS ? null : queueId })}
        options={[
          { id: STAYS, label: t`It stays in its queue` },
          ...queues.map((queue) => ({ id: queue.id, label: nameOf(queue) })),
        ]}
      />
    </FormLayout>
  );
}
