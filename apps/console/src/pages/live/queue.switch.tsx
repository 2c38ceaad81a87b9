import { Trans, useLingui } from '@lingui/react/macro';
import type { QueueView } from '@sila/contracts';
import { CirclePause, Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, keys, useMe, useQueues } from '../../api/index.js';
import { may } from '../../shell/access.js';
import { Button, Chip, TextField, useFormat } from '../../ui/index.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useSave } from '../shared/mutations.js';
import styles from './live.module.css';

/** Whether the queue gives conversations out; who may, pauses it or lets it go on. */
export function QueueSwitch({
  queueId,
  name,
}: {
  readonly queueId: string;
  readonly name: string;
}): ReactNode {
  const { t } = useLingui();
  const queue = useQueues().data?.find(({ id }) => id === queueId);
  const [asking, setAsking] = useState(false);
  const steer = useSteer(queueId);
  const maySteer = may(useMe(), 'queue.steer');
  if (!queue) return null;
  const isPaused = queue.state.state === 'paused';
  return (
    <div className={styles.switch}>
      {isPaused && <Paused state={queue.state} />}
      {maySteer &&
        (isPaused ? (
          <Button
            size="s"
            icon={Play}
            aria-label={t`Let ${name} go on`}
            isPending={steer.isPending}
            onPress={() => steer.mutate({ state: 'open', reason: '' })}
          >
            <Trans>Go on</Trans>
          </Button>
        ) : (
          <Button size="s" icon={CirclePause} aria-label={t`Pause ${name}`} onPress={() => setAsking(true)}>
            <Trans>Pause</Trans>
          </Button>
        ))}
      {asking && <PauseDialog name={name} queueId={queueId} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Paused({ state }: { readonly state: QueueView['state'] }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const since = state.since ? format.relative(state.since) : '';
  const words = [t`Paused`, since, state.by ?? '', state.reason ?? ''].filter((word) => word !== '');
  return (
    <Chip tone="warn" icon={CirclePause}>
      <bdi>{words.join(' · ')}</bdi>
    </Chip>
  );
}

interface PauseDialogProps {
  readonly queueId: string;
  readonly name: string;
  readonly onClose: () => void;
}

function PauseDialog({ queueId, name, onClose }: PauseDialogProps): ReactNode {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const steer = useSteer(queueId, onClose);
  return (
    <FormDialog
      title={<Trans>Pause {name}?</Trans>}
      submitLabel={<Trans>Pause</Trans>}
      dirty={false}
      isPending={steer.isPending}
      error={steer.error}
      onSubmit={() => steer.mutate({ state: 'paused', reason })}
      onClose={onClose}
    >
      <p>
        <Trans>
          Nobody is given conversations of it until it goes on. What comes in waits, and members may still
          take one.
        </Trans>
      </p>
      <TextField
        label={t`Reason`}
        description={t`Colleagues read it here.`}
        maxLength={200}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}

function useSteer(queueId: string, onSuccess?: () => void) {
  const { t } = useLingui();
  return useSave<{ state: 'open' | 'paused'; reason: string }, QueueView>(
    (body) => api.post(`/queues/${queueId}/state`, body),
    {
      stale: [keys.queues, keys.live],
      done: ({ state }) => (state.state === 'paused' ? t`The queue is paused` : t`The queue goes on`),
      ...(onSuccess && { onSuccess, tellFailure: false }),
    },
  );
}
