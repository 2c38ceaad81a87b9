import { useEffect } from 'react';

/** Keeps the screen from going dark while `on`; taken again whenever the page comes back into sight. Silent where the browser can't. */
export function useWakeLock(on: boolean): void {
  useEffect(() => {
    if (!on || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let ended = false;
    const take = () => {
      if (document.hidden) return;
      navigator.wakeLock
        .request('screen')
        .then((taken) => (ended ? void taken.release() : (lock = taken)))
        .catch(() => undefined);
    };
    take();
    document.addEventListener('visibilitychange', take);
    return () => {
      ended = true;
      document.removeEventListener('visibilitychange', take);
      void lock?.release();
    };
  }, [on]);
}
