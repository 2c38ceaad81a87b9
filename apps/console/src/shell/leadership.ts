import { useEffect, useState } from 'react';

interface Leadership {
  readonly leads: boolean;
  /** Takes it from the window that has it. */
  readonly take: () => void;
}

/**
 * Of several windows that want the same, one leads at a time; when it closes, the next does. Where the browser knows no locks
 * (plain http), every window leads.
 */
export function useLeadership(name: string, wanted = true): Leadership {
  const [leads, setLeads] = useState(false);
  const [turn, setTurn] = useState({ steal: false });
  useEffect(() => {
    if (!wanted) return;
    return lead(name, turn.steal, setLeads, () => setTurn({ steal: false }));
  }, [name, wanted, turn]);
  return { leads: leads && wanted, take: () => setTurn({ steal: true }) };
}

/** Leads as soon as it may; gives the function that ends it. Whoever lost it to another window queues up again. */
function lead(
  name: string,
  steal: boolean,
  setLeads: (leads: boolean) => void,
  onLost: () => void,
): () => void {
  const ended = new AbortController();
  const untilEnded = new Promise<void>((release) => ended.signal.addEventListener('abort', () => release()));
  const hold = async (): Promise<void> => {
    setLeads(!ended.signal.aborted);
    await untilEnded;
  };
  const lost = () => {
    setLeads(false);
    if (!ended.signal.aborted) onLost();
  };
  if (navigator.locks) {
    navigator.locks.request(name, steal ? { steal } : { signal: ended.signal }, hold).catch(lost);
  } else void hold();
  return () => {
    setLeads(false);
    ended.abort();
  };
}
