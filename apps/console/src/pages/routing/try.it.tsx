import { Trans, useLingui } from '@lingui/react/macro';
import type { RoutingSettings } from '@sila/contracts';
import { matchRule, type RoutingSituation } from '@sila/domain';
import { Route } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useQueues } from '../../api/index.js';
import { Banner, Bdi, Card, FormLayout, RadioGroup, Select, TextArea, useFormat } from '../../ui/index.js';
import { useChannelKinds } from '../shared/queries.js';
import { useLocalName } from '../shared/words.js';
import { useChannelNames } from './condition.words.js';

const START: RoutingSituation = { channel: '', text: '', contact: 'new', hours: 'open', form: null };

/** Plays a message against the rules as they stand on the page, saved or not. */
export function TryIt({ settings }: { readonly settings: RoutingSettings }): ReactNode {
  const { t } = useLingui();
  const kinds = useChannelKinds().data ?? [];
  const channelName = useChannelNames();
  const [situation, setSituation] = useState(START);
  const change = (patch: Partial<RoutingSituation>) => setSituation({ ...situation, ...patch });
  const channel = situation.channel || (kinds[0]?.name ?? '');
  return (
    <Card
      title={t`Try it`}
      intro={t`Write what somebody might write, and see where it would go. Nothing is sent.`}
    >
      <FormLayout columns>
        <Select
          label={t`Channel`}
          value={channel}
          onChange={(next) => change({ channel: next })}
          options={kinds.map((kind) => ({ id: kind.name, label: channelName(kind.name) }))}
        />
        <WhoAndHours situation={situation} onChange={change} />
      </FormLayout>
      <TextArea label={t`Message`} rows={2} value={situation.text} onChange={(text) => change({ text })} />
      <Verdict settings={settings} situation={{ ...situation, channel }} />
    </Card>
  );
}

interface WhoAndHoursProps {
  readonly situation: RoutingSituation;
  readonly onChange: (patch: Partial<RoutingSituation>) => void;
}

function WhoAndHours({ situation, onChange }: WhoAndHoursProps): ReactNode {
  const { t } = useLingui();
  return (
    <>
      <RadioGroup
        label={t`Who writes`}
        layout="segments"
        value={situation.contact}
        onChange={(contact) => onChange({ contact })}
        options={[
          { id: 'new', label: t`New` },
          { id: 'known', label: t`Known` },
        ]}
      />
      <RadioGroup
        label={t`Working hours`}
        layout="segments"
        value={situation.hours}
        onChange={(hours) => onChange({ hours })}
        options={[
          { id: 'open', label: t`Open` },
          { id: 'closed', label: t`Closed` },
        ]}
      />
    </>
  );
}

interface VerdictProps {
  readonly settings: RoutingSettings;
  readonly situation: RoutingSituation;
}

function Verdict({ settings, situation }: VerdictProps): ReactNode {
  const format = useFormat();
  const nameOf = useLocalName();
  const queues = useQueues().data ?? [];
  const rule = matchRule(settings.rules, situation);
  const queue = queues.find((entry) => entry.id === (rule?.queueId ?? settings.defaultQueueId));
  const queueName = queue ? nameOf(queue) : '—';
  const place = rule ? format.number(settings.rules.findIndex((entry) => entry.id === rule.id) + 1) : '';
  return (
    <Banner tone={rule ? 'ok' : 'info'} icon={Route} live="polite">
      {rule ? (
        <Trans>
          Rule {place}, <Bdi>{rule.name}</Bdi>, fits: it goes into the queue <strong>{queueName}</strong>.
        </Trans>
      ) : (
        <Trans>
          No rule fits: it goes into the default queue, <strong>{queueName}</strong>.
        </Trans>
      )}
    </Banner>
  );
}
