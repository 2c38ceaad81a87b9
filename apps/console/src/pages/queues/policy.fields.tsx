import { useLingui } from '@lingui/react/macro';
import { DEFAULT_QUEUE_POLICY, QUEUE_MODES, type QueuePolicy } from '@sila/domain';
import type { ReactNode } from 'react';
import { useQueues } from '../../api/index.js';
import { FormLayout, NumberField, RadioGroup, Select } from '../../ui/index.js';
import { useLocalName, useQueueModeWords } from '../shared/words.js';

interface PolicyProps {
  /** Null for a new queue. */
  readonly queueId: string | null;
  readonly value: QueuePolicy;
  readonly onChange: (value: QueuePolicy) => void;
}

/** How conversations of the queue find people, and who is served first. */
export function Policy({ queueId, value, onChange }: PolicyProps): ReactNode {
  const { t } = useLingui();
  const words = useQueueModeWords();
  const change = (patch: Partial<QueuePolicy>): void => onChange({ ...value, ...patch });
  return (
    <>
      <RadioGroup
        label={t`How conversations find people`}
        value={value.mode}
        onChange={(mode) => change({ mode })}
        options={QUEUE_MODES.map((mode) => ({ id: mode, ...words[mode] }))}
      />
      <FormLayout columns>
        <NumberField
          label={t`Waiting that counts as one step of priority`}
          description={t`So nobody waits for ever behind the urgent. 0: waiting never counts as urgency.`}
          unit={t`minutes`}
          minValue={0}
          maxValue={10_080}
          value={value.ageingMinutes ?? 0}
          onChange={(minutes) => change({ ageingMinutes: minutes > 0 ? minutes : null })}
        />
        <NumberField
          label={t`People come back to who answered them last, for`}
          description={t`If that colleague is on shift and has room. 0: never.`}
          unit={t`hours`}
          minValue={0}
          maxValue={8_760}
          value={value.stickHours}
          onChange={(hours) =>
            change({ stickHours: Number.isNaN(hours) ? DEFAULT_QUEUE_POLICY.stickHours : hours })
          }
        />
      </FormLayout>
      <Overflow value={value} onChange={change} queueId={queueId} />
    </>
  );
}

const STAYS = 'stays';

interface OverflowProps {
  readonly value: QueuePolicy;
  readonly onChange: (patch: Pick<QueuePolicy, 'overflow'>) => void;
  readonly queueId: string | null;
}

/** Another queue for what waits too long here. */
function Overflow({ value: { overflow }, onChange, queueId }: OverflowProps): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const others = (useQueues().data ?? []).filter(({ id, archived }) => !archived && id !== queueId);
  const afterMinutes = overflow?.afterMinutes ?? 60;
  return (
    <FormLayout columns>
      <Select
        label={t`What waits too long goes to`}
        value={overflow?.queueId ?? STAYS}
        onChange={(id) => onChange({ overflow: id === STAYS ? null : { queueId: id, afterMinutes } })}
        options={[
          { id: STAYS, label: t`It stays in this queue` },
          ...others.map((queue) => ({ id: queue.id, label: nameOf(queue) })),
        ]}
      />
      {overflow && (
        <NumberField
          label={t`After waiting`}
          unit={t`minutes`}
          minValue={1}
          maxValue={10_080}
          value={overflow.afterMinutes}
          onChange={(minutes) =>
            onChange({ overflow: { ...overflow, afterMinutes: Number.isNaN(minutes) ? 60 : minutes } })
          }
        />
      )}
    </FormLayout>
  );
}
