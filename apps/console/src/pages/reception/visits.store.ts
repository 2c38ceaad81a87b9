import { useEffect } from 'react';
import { create } from 'zustand';
import type { Entered } from '@sila/contracts';
import { api, ApiError, useMe } from '../../api/index.js';
import { useLive } from '../../realtime/live.store.js';
import { browserStore } from '../../store/browser.store.js';
import { afterFailure, dueVisits, type KeptVisit, nextTryMs, revivedVisit } from './visits.rules.js';

const disk = browserStore<KeptVisit>('sila-visits', 'visits', 'entryId');

interface VisitsState {
  readonly visits: readonly KeptVisit[];
}

/** Visits on their way to the server; the same stands on disk. */
export const useVisits = create<VisitsState>()(() => ({ visits: [] }));

/** Keeps a visit, and sends it as soon as it can be. A browser that keeps no data still sends. */
export async function putVisit(visit: KeptVisit): Promise<void> {
  useVisits.setState(({ visits }) => {
    const at = visits.findIndex(({ entryId }) => entryId === visit.entryId);
    return { visits: at < 0 ? [...visits, visit] : visits.with(at, visit) };
  });
  await disk.put(visit).catch(() => undefined);
}

/** The server has it, or the desk does not want it sent. */
export async function dropVisit(entryId: string): Promise<void> {
  useVisits.setState(({ visits }) => ({ visits: visits.filter((one) => one.entryId !== entryId) }));
  await disk.remove(entryId).catch(() => undefined);
}

/** Forgets everything at sign-out: a shared computer keeps nobody's names. */
export async function forgetVisits(): Promise<void> {
  useVisits.setState({ visits: [] });
  await disk.clear().catch(() => undefined);
}

/** Sends what waits until the server has it; also what an earlier page left. */
export function useVisitsRunner(): void {
  const { id } = useMe();
  const connected = useLive((state) => state.connected);
  const visits = useVisits((state) => state.visits);
  useEffect(() => void readVisits(id), [id]);
  useEffect(() => {
    if (connected) hurry();
  }, [connected]);
  useEffect(() => {
    for (const visit of dueVisits(visits, Date.now())) void send(visit);
    const wait = nextTryMs(visits, Date.now());
    if (wait === null) return;
    const timer = setTimeout(() => useVisits.setState(({ visits: all }) => ({ visits: [...all] })), wait);
    return () => clearTimeout(timer);
  }, [visits]);
}

async function readVisits(staffId: string): Promise<void> {
  const stored = await disk.all().catch(() => []);
  const own = stored.filter((visit) => visit.staffId === staffId).map(revivedVisit);
  useVisits.setState(({ visits }) => {
    const known = new Set(visits.map(({ entryId }) => entryId));
    return { visits: [...own.filter(({ entryId }) => !known.has(entryId)), ...visits] };
  });
}

/** The line is back: what waits for a later try goes now. */
function hurry(): void {
  useVisits.setState(({ visits }) => ({
    visits: visits.map((visit) => (visit.state === 'waiting' ? { ...visit, notBefore: 0 } : visit)),
  }));
}

async function send(visit: KeptVisit): Promise<void> {
  const sending: KeptVisit = { ...visit, state: 'sending' };
  await putVisit(sending);
  try {
    await api.post<Entered>('/reception/visits', visit.body);
    await dropVisit(visit.entryId);
  } catch (error) {
    const code = error instanceof ApiError ? error.code : 'internal';
    await putVisit(afterFailure(sending, code, Date.now()));
  }
}
