import { useLingui } from '@lingui/react/macro';
import type { ConversationItem } from '@sila/contracts';
import { AlarmClock, ClockAlert, Hourglass, type LucideIcon } from 'lucide-react';
import { useFormat } from './format.js';

/** How somebody's wait stands against what was promised to them. */
export interface WaitWords {
  readonly text: string;
  readonly tone: 'neutral' | 'warn' | 'danger';
  readonly icon: LucideIcon;
}

/** Says how long somebody waits, or how soon their answer is due, or by how much it is late; null when nobody waits. */
export function useWaitWords(): (
  item: Pick<ConversationItem, 'waitingSince' | 'answerDue'>,
  now: number,
) => WaitWords | null {
  const { t } = useLingui();
  const format = useFormat();
  return ({ waitingSince, answerDue }, now) => {
    if (waitingSince === null) return null;
    const dueAt = Date.parse(answerDue?.dueAt ?? '');
    if (answerDue && now >= dueAt) {
      const by = format.waiting(dueAt, now);
      return { text: t`late by ${by}`, tone: 'danger', icon: ClockAlert };
    }
    if (answerDue && now >= Date.parse(answerDue.warnAt)) {
      const left = format.waiting(now, dueAt);
      return { text: t`due in ${left}`, tone: 'warn', icon: AlarmClock };
    }
    const wait = format.waiting(waitingSince, now);
    return { text: t`waits ${wait}`, tone: 'neutral', icon: Hourglass };
  };
}
