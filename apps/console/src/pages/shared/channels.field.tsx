import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { CheckboxGroup } from '../../ui/index.js';
import { useChannelNames } from '../routing/condition.words.js';
import { useChannelKinds } from './queries.js';

interface ChannelsFieldProps {
  readonly value: readonly string[];
  readonly onChange: (channels: string[]) => void;
}

/** The channels that a rule is about; without a choice it is about all. */
export function ChannelsField({ value, onChange }: ChannelsFieldProps): ReactNode {
  const { t } = useLingui();
  const kinds = useChannelKinds().data ?? [];
  const channelName = useChannelNames();
  return (
    <CheckboxGroup
      label={t`Channels`}
      description={t`None ticked: any channel.`}
      value={[...value]}
      onChange={onChange}
      options={kinds.map(({ name }) => ({ id: name, label: channelName(name) }))}
    />
  );
}
