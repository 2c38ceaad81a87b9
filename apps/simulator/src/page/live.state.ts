import { useCallback, useEffect, useState } from 'preact/hooks';
import { api, type LedgerEntry } from './api.calls.ts';

const keptLines = 120;

/** What happens at the simulator, as it happens: a counter that moves with every burst, and the ledger's last lines. */
export const useLive = () => {
  const [version, setVersion] = useState(0);
  const [lines, setLines] = useState<readonly LedgerEntry[]>([]);
  const [connected, setConnected] = useState(true);
  const reload = useCallback(() => {
    void api.ledger().then(setLines, () => setConnected(false));
    setVersion((before) => before + 1);
  }, []);
  useEffect(() => {
    const source = new EventSource('/events');
    source.addEventListener('open', () => {
      setConnected(true);
      reload();
    });
    source.addEventListener('error', () => setConnected(false));
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const burst = JSON.parse(event.data) as { readonly lines: readonly LedgerEntry[] };
      setLines((before) => merged(before, burst.lines));
      setVersion((before) => before + 1);
    });
    return () => source.close();
  }, [reload]);
  return { version, lines, connected, reload };
};

const merged = (before: readonly LedgerEntry[], fresh: readonly LedgerEntry[]): readonly LedgerEntry[] => {
  const last = before.at(-1)?.seq ?? 0;
  return [...before, ...fresh.filter((line) => line.seq > last)].slice(-keptLines);
};

/** Loads at first, and again whenever `load` or `version` is another; an answer that has been overtaken is dropped. */
export const useLoaded = <T>(load: () => Promise<T>, version: unknown, initial: T): T => {
  const [value, setValue] = useState(initial);
  useEffect(() => {
    let overtaken = false;
    load().then(
      (loaded) => {
        if (!overtaken) setValue(loaded);
      },
      () => undefined,
    );
    return () => {
      overtaken = true;
    };
  }, [load, version]);
  return value;
};
