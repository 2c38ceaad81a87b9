import type { AppointmentDay, DeskTicket, ReceptionStart, ScreenLink, VisitorFound } from '@sila/contracts';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, keys } from '../../api/index.js';

/** How often the desk looks at its numbers: calls are made elsewhere, and nobody at the desk presses a key for them. */
const EVERY_MS = 2_000;

export type DeskView = ReceptionStart['desks'][number];

/** The desks this person works at. */
export function useReception(): UseQueryResult<ReceptionStart> {
  return useQuery({
    queryKey: [...keys.reception, 'start'],
    queryFn: ({ signal }) => api.get<ReceptionStart>('/reception', undefined, signal),
    staleTime: 60_000,
  });
}

/** Who may stand at the desk. */
export function useVisitorsFound(q: string): UseQueryResult<VisitorFound[]> {
  return useQuery({
    queryKey: [...keys.reception, 'people', q],
    queryFn: ({ signal }) => api.get<VisitorFound[]>('/reception/people', { q }, signal),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    retry: false,
  });
}

/** Today's numbers of a desk. */
export function useTickets(deskId: string): UseQueryResult<DeskTicket[]> {
  return useQuery({
    queryKey: [...keys.reception, 'tickets', deskId],
    queryFn: ({ signal }) => api.get<DeskTicket[]>(`/reception/${deskId}/tickets`, undefined, signal),
    refetchInterval: EVERY_MS,
  });
}

/** Who comes on a day, and when there is room. */
export function useAppointments(deskId: string, day: string | null): UseQueryResult<AppointmentDay> {
  return useQuery({
    queryKey: [...keys.reception, 'appointments', deskId, day],
    queryFn: ({ signal }) =>
      api.get<AppointmentDay>(`/reception/${deskId}/appointments`, { day: day ?? '' }, signal),
    enabled: day !== null,
    placeholderData: keepPreviousData,
  });
}

/** Opens the waiting-room screen in a window of its own. */
export async function openScreen(deskId: string): Promise<void> {
  const { path } = await api.get<ScreenLink>(`/reception/${deskId}/screen`);
  window.open(path, '_blank', 'noopener');
}
