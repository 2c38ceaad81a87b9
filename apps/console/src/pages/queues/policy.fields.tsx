import { useLingui } from '@lingui/react/macro';
import { DEFAULT_QUEUE_POLICY, QUEUE_MODES, type QueuePolicy } from '@sila/domain';
import type { ReactNode } from 'react';
import { FormLayout, NumberField, RadioGroup } from '../../ui/index.js';
import { useQueueModeWords } from '../shared/words.js';

interface PolicyProps {
  readonly value: QueuePolicy;
  readonly onChange: (value: QueuePolicy) => void;
}

/** How conversations of the queue find people, and who is served first. */
export function Policy({ value, onChange }: PolicyProps): ReactNode {
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
    </>
  );
}
