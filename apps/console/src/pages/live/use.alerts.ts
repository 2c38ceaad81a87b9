import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { playChime } from '../../shell/chime.js';
import { toast } from '../../ui/index.js';
import { useLocalName } from '../shared/words.js';
import { type Alert, alertsOf, type ShownQueue } from './live.rules.js';

const KEY = 'sila.live-sound';

interface SoundState {
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

/** Whether this device sounds when something goes wrong in the room. */
export const useAlertSound = create<SoundState>()((set) => ({
  on: localStorage.getItem(KEY) !== 'off',
  set: (on) => {
    localStorage.setItem(KEY, on ? 'on' : 'off');
    set({ on });
  },
}));

/** Says each trouble once, in words and by a sound, and again only after it was over. */
export function useAlerts(queues: readonly ShownQueue[]): void {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const sound = useAlertSound((state) => state.on);
  const told = useRef<ReadonlySet<string>>(new Set());
  const alerts = alertsOf(queues);
  const words = ({ kind, queue }: Alert) => {
    const name = nameOf(queue);
    return kind === 'late' ? t`${name}: an answer is late.` : t`${name}: people wait and nobody is online.`;
  };
  useEffect(() => {
    const news = alerts.filter(({ key }) => !told.current.has(key));
    told.current = new Set(alerts.map(({ key }) => key));
    const [first] = news;
    if (!first) return;
    toast.show({ text: news.map(words).join(' '), tone: 'danger', duration: 15_000 });
    if (sound) playChime();
  });
}
