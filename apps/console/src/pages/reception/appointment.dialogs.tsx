import { Trans, useLingui } from '@lingui/react/macro';
import type { AppointmentDay, AppointmentView, VisitorFound } from '@sila/contracts';
import type { OfficerWish } from '@sila/domain';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { FormLayout, Select, TextField, useFormat } from '../../ui/index.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useSave } from '../shared/mutations.js';
import type { DeskView } from './reception.queries.js';
import { VisitorSearch } from './visitor.search.js';
import { WishChoice } from './wish.choice.js';
import styles from './reception.module.css';

type Slots = AppointmentDay['slots'];

function Times({
  free,
  value,
  onChange,
}: {
  readonly free: Slots;
  readonly value: string | null;
  readonly onChange: (startsAt: string) => void;
}): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <Select
      label={t`Time`}
      options={free.map(({ startsAt }) => ({ id: startsAt, label: format.time(startsAt) }))}
      value={value}
      onChange={onChange}
    />
  );
}

interface BookDialogProps {
  readonly desk: DeskView;
  readonly free: Slots;
  readonly onClose: () => void;
}

/** A time for somebody known. */
export function BookDialog({ desk, free, onClose }: BookDialogProps): ReactNode {
  const { t } = useLingui();
  const [person, setPerson] = useState<VisitorFound | null>(null);
  const [startsAt, setStartsAt] = useState(free[0]?.startsAt ?? null);
  const [reason, setReason] = useState('');
  const [wish, setWish] = useState<OfficerWish>('any');
  const said = { startsAt, queueId: desk.queueId, reason: reason.trim(), wish };
  const saving = useSave(
    () => api.post<AppointmentView>(`/reception/${desk.id}/appointments`, { contactId: person?.id, ...said }),
    { stale: [keys.reception], tellFailure: false, onSuccess: onClose },
  );
  return (
    <FormDialog
      title={<Trans>Agree on a time</Trans>}
      submitLabel={<Trans>Agree</Trans>}
      dirty={person !== null || reason !== ''}
      isPending={saving.isPending}
      error={saving.error}
      canSubmit={person !== null && startsAt !== null && said.reason !== ''}
      onSubmit={() => saving.mutate(undefined)}
      onClose={onClose}
    >
      <FormLayout>
        {person ? <PersonName name={person.name} /> : <VisitorSearch onChoose={setPerson} />}
        <Times free={free} value={startsAt} onChange={setStartsAt} />
        <TextField label={t`What about`} maxLength={500} value={reason} onChange={setReason} />
        <WishChoice value={wish} onChange={setWish} />
      </FormLayout>
    </FormDialog>
  );
}

function PersonName({ name }: { readonly name: string }): ReactNode {
  return (
    <p className={styles.person}>
      <strong>
        <bdi>{name}</bdi>
      </strong>
    </p>
  );
}

interface MoveDialogProps {
  readonly appointment: AppointmentView;
  readonly free: Slots;
  readonly onClose: () => void;
}

/** Another time on the same day. */
export function MoveDialog({ appointment, free, onClose }: MoveDialogProps): ReactNode {
  const [startsAt, setStartsAt] = useState(free[0]?.startsAt ?? null);
  const saving = useSave(() => api.put<AppointmentView>(`/appointments/${appointment.id}`, { startsAt }), {
    stale: [keys.reception],
    tellFailure: false,
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={<Trans>Another time</Trans>}
      submitLabel={<Trans>Move</Trans>}
      dirty={false}
      isPending={saving.isPending}
      error={saving.error}
      canSubmit={startsAt !== null}
      onSubmit={() => saving.mutate(undefined)}
      onClose={onClose}
    >
      <Times free={free} value={startsAt} onChange={setStartsAt} />
    </FormDialog>
  );
}
