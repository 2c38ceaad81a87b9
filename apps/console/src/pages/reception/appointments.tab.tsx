import { Trans, useLingui } from '@lingui/react/macro';
import type { AppointmentDay, AppointmentView, Entered } from '@sila/contracts';
import { localDay } from '@sila/domain';
import { CalendarPlus, ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, keys, useMe } from '../../api/index.js';
import {
  Button,
  Chip,
  DateField,
  ErrorView,
  IconButton,
  Skeleton,
  useConfirm,
  useFormat,
  useWishWords,
} from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';
import { BookDialog, MoveDialog } from './appointment.dialogs.js';
import { type DeskView, useAppointments } from './reception.queries.js';
import styles from './reception.module.css';

const DAY_MS = 86_400_000;

/** The association's civil day. */
const today = (timeZone: string): string => localDay(timeZone, new Date());

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Who comes on a day: arrived, moved, cancelled from here; and when there is room. */
export function Appointments({ desk }: { readonly desk: DeskView }): ReactNode {
  const { t } = useLingui();
  const { timeZone } = useMe().association;
  const [day, setDay] = useState<string | null>(() => today(timeZone));
  const [booking, setBooking] = useState(false);
  const data = useAppointments(desk.id, day);
  const free = data.data?.slots.filter((slot) => slot.free > 0) ?? [];
  const step = (days: number) => setDay(later(day ?? today(timeZone), days));
  return (
    <div className={styles.appointments}>
      <div className={styles.days}>
        <IconButton label={t`The day before`} icon={ChevronLeft} onPress={() => step(-1)} />
        <DateField label={t`Day`} value={day} onChange={setDay} />
        <IconButton label={t`The day after`} icon={ChevronRight} onPress={() => step(1)} />
        <Button
          variant="primary"
          icon={CalendarPlus}
          isDisabled={free.length === 0}
          onPress={() => setBooking(true)}
        >
          <Trans>Agree on a time</Trans>
        </Button>
      </div>
      {data.isPending ? (
        <Skeleton lines={4} height={48} />
      ) : data.isError ? (
        <ErrorView error={data.error} onRetry={data.refetch} />
      ) : (
        <Day day={data.data} />
      )}
      {booking && <BookDialog desk={desk} free={free} onClose={() => setBooking(false)} />}
    </div>
  );
}

function Day({ day }: { readonly day: AppointmentDay }): ReactNode {
  const free = day.slots.filter((slot) => slot.free > 0);
  return (
    <>
      {day.appointments.length === 0 ? (
        <p className={styles.nothing}>
          <Trans>Nobody has an appointment on this day.</Trans>
        </p>
      ) : (
        <ul className={styles.list}>
          {day.appointments.map((one) => (
            <Appointment key={one.id} appointment={one} free={free} />
          ))}
        </ul>
      )}
      {free.length === 0 && (
        <p className={styles.nothing}>
          <Trans>There is no room on this day.</Trans>
        </p>
      )}
    </>
  );
}

interface AppointmentProps {
  readonly appointment: AppointmentView;
  readonly free: AppointmentDay['slots'];
}

function Appointment({ appointment, free }: AppointmentProps): ReactNode {
  const [format, wishes] = [useFormat(), useWishWords()];
  const { contact, startsAt, reason, state, wish, remindedAt } = appointment;
  return (
    <li className={styles.appointment}>
      <strong className={styles.hour}>{format.time(startsAt)}</strong>
      <span className={styles.who}>
        <span>
          <bdi>{contact.name}</bdi>
        </span>
        <small className={styles.quiet}>
          <bdi>{reason}</bdi>
          {wish !== 'any' && <> · {wishes[wish]}</>}
        </small>
      </span>
      {remindedAt && (
        <Chip tone="info">
          <Trans>Reminded</Trans>
        </Chip>
      )}
      {state === 'arrived' ? (
        <Chip tone="ok">
          <Trans>Arrived</Trans>
        </Chip>
      ) : (
        <Acts appointment={appointment} free={free} />
      )}
    </li>
  );
}

function Acts({ appointment, free }: AppointmentProps): ReactNode {
  const { t } = useLingui();
  const [moving, setMoving] = useState(false);
  const { id } = appointment;
  const arriving = useSave(() => api.post<Entered>(`/appointments/${id}/arrive`), {
    stale: [keys.reception],
    done: () => t`The person has a number now.`,
  });
  return (
    <span className={styles.acts}>
      <Button
        size="s"
        variant="primary"
        isPending={arriving.isPending}
        onPress={() => arriving.mutate(undefined)}
      >
        <Trans>Is here</Trans>
      </Button>
      <Button size="s" isDisabled={free.length === 0} onPress={() => setMoving(true)}>
        <Trans>Move…</Trans>
      </Button>
      <CancelButton id={id} />
      {moving && <MoveDialog appointment={appointment} free={free} onClose={() => setMoving(false)} />}
    </span>
  );
}

function CancelButton({ id }: { readonly id: string }): ReactNode {
  const { t } = useLingui();
  const confirm = useConfirm();
  const cancelling = useSave(() => api.post<AppointmentView>(`/appointments/${id}/cancel`), {
    stale: [keys.reception],
  });
  const cancel = async () => {
    const sure = await confirm({
      title: t`Cancel this appointment?`,
      text: <Trans>The time becomes free. The person is not told by itself.</Trans>,
      confirmLabel: t`Cancel the appointment`,
    });
    if (sure) cancelling.mutate(undefined);
  };
  return (
    <Button size="s" variant="quiet" onPress={() => void cancel()}>
      <Trans>Cancel…</Trans>
    </Button>
  );
}
