import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { playChime } from '../../shell/chime.js';
import { toast, useFormat } from '../../ui/index.js';
import { useLocalName } from '../shared/words.js';
import { type Alert, type AlertKind, alertsOf, type ShownQueue } from './live.rules.js';

const MOST_NAMED = 3;
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
  const format = useFormat();
  const sound = useAlertSound((state) => state.on);
  const told = useRef<ReadonlySet<string>>(new Set());
  const alerts = alertsOf(queues);
  const words = (news: readonly Alert[]) => {
    const namesOf = (kind: AlertKind) =>
      someNames(news.filter((alert) => alert.kind === kind).map(({ queue }) => nameOf(queue)));
    const [late, nobody] = [namesOf('late'), namesOf('nobody')];
    return [late && t`Answers are late: ${late}.`, nobody && t`People wait and nobody is online: ${nobody}.`]
      .filter(Boolean)
      .join(' ');
  };
  const someNames = (names: readonly string[]) => {
    const rest = names.length - MOST_NAMED;
    const others = format.number(rest);
    const more = rest > 0 ? [t`${plural(rest, { one: `${others} more`, other: `${others} more` })}`] : [];
    return names.length > 0 ? format.list([...names.slice(0, MOST_NAMED), ...more]) : '';
  };
  useEffect(() => {
    const news = alerts.filter(({ key }) => !told.current.has(key));
    told.current = new Set(alerts.map(({ key }) => key));
    if (news.length === 0) return;
    toast.show({ text: words(news), tone: 'danger', duration: 15_000 });
    if (sound) playChime();
  });
}
