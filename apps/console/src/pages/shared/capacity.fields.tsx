import { type MediaCount, MEDIA } from '@sila/domain';
import type { ReactNode } from 'react';
import { FormLayout, NumberField } from '../../ui/index.js';
import { useMediumWords } from './words.js';

interface CapacityFieldsProps {
  readonly value: MediaCount;
  readonly onChange: (value: MediaCount) => void;
}

/** How many conversations of each kind somebody may hold at once. */
export function CapacityFields({ value, onChange }: CapacityFieldsProps): ReactNode {
  const words = useMediumWords();
  return (
    <FormLayout columns>
      {MEDIA.map((medium) => (
        <NumberField
          key={medium}
          label={words[medium]}
          minValue={0}
          maxValue={200}
          value={value[medium]}
          onChange={(count) => onChange({ ...value, [medium]: Number.isNaN(count) ? 0 : count })}
        />
      ))}
    </FormLayout>
  );
}
