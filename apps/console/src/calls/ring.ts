import { useEffect } from 'react';
import { playTones } from '../shell/chime.js';
import type { Tone } from '../shell/chime.js';
import { useNotices } from '../shell/notices.store.js';
import { useUi } from '../shell/ui.store.js';

const RING: readonly Tone[] = [0, 0.5].flatMap((at) => [
  { frequency: 440, at, length: 0.35 },
  { frequency: 550, at, length: 0.35 },
]);
const EVERY_MS = 3_000;

/** Rings until it is told not to. */
export function useRingSound(rings: boolean): void {
  useEffect(() => {
    if (!rings) return;
    playTones(RING, 0.2);
    const timer = setInterval(() => playTones(RING, 0.2), EVERY_MS);
    return () => clearInterval(timer);
  }, [rings]);
}

/** A desktop notice of a call that rings while the window is hidden; it goes when the ringing ends. */
export function useRingNotice(rings: boolean, title: string, body: string): void {
  const desktop = useNotices((state) => state.desktop);
  const language = useUi((state) => state.language);
  useEffect(() => {
    if (!rings || !desktop || !document.hidden) return;
    const notice = new Notification(title, { body, tag: 'call', lang: language, requireInteraction: true });
    notice.addEventListener('click', () => window.focus());
    return () => notice.close();
  }, [rings, desktop, title, body, language]);
}
