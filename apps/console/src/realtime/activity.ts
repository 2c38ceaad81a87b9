import { useEffect } from 'react';
import { useMe } from '../api/index.js';
import { useConnection } from './realtime.context.js';

const AT_MOST_EVERY_MS = 60_000;
const ACTIONS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Tells the server at most once a minute that something was done here, where the association lets people become away by doing nothing. */
export function useActivity(): void {
  const connection = useConnection();
  const { autoAway } = useMe();
  useEffect(() => {
    if (!autoAway) return;
    let toldAt = Number.NEGATIVE_INFINITY;
    const tell = (): void => {
      if (performance.now() - toldAt < AT_MOST_EVERY_MS || !connection.active()) return;
      toldAt = performance.now();
    };
    for (const action of ACTIONS) window.addEventListener(action, tell, { capture: true, passive: true });
    return () => {
      for (const action of ACTIONS) window.removeEventListener(action, tell, { capture: true });
    };
  }, [connection, autoAway]);
}
