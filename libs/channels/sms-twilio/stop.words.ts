import { foldForSearch } from '@sila/domain';

/**
 * Words that, alone in a message, ask for no more of them. The English ones are those Twilio obeys by itself
 * (twilio.com/docs/messaging/guides/advanced-opt-out); it knows no Arabic ones.
 */
const STOP = new Set(
  [
    'stop',
    'stopall',
    'unsubscribe',
    'cancel',
    'end',
    'quit',
    'إيقاف',
    'أوقف',
    'إلغاء',
    'ألغ',
    'توقف',
    'قف',
  ].map(foldForSearch),
);

/** True when the person asks for no more messages. */
export function saysStop(text: string): boolean {
  return STOP.has(foldForSearch(text).replace(/[\s.!،؛,"'«»]+/g, ''));
}
