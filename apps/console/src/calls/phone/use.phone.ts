import { createContext, useContext, useEffect, useState } from 'react';
import { useLeadership } from '../../shell/leadership.js';
import { usePhoneLines } from '../calls.query.js';
import { Phone } from './phone.js';
import { usePhoneState, usePhoneSwitch } from './phone.store.js';
import type { PhonePlace } from './phone.store.js';

/** The phone of this window, and the way to bring it here from another one. */
interface PhoneHandle {
  readonly phone: Phone;
  readonly bringHere: () => void;
}

export const PhoneContext = createContext<PhoneHandle | null>(null);

/** The phone of this window. Only below PhoneProvider. */
export function usePhone(): PhoneHandle {
  const handle = useContext(PhoneContext);
  if (!handle) throw new Error('usePhone needs a PhoneProvider above it');
  return handle;
}

/** Keeps the lines registered: in one window, after a touch of the page, while this browser takes calls. */
export function useKeptPhone(): PhoneHandle {
  const { lines, reread } = usePhoneLines();
  const [phone] = useState(() => new Phone(reread));
  const on = usePhoneSwitch((state) => state.on);
  const { leads, take } = useLeadership('sila-phone', on && lines.length > 0);
  const touched = useTouched();
  const place = placeOf(leads, touched);
  const isHere = on && place === 'here';
  useEffect(() => usePhoneState.setState({ place }), [place]);
  useEffect(() => phone.follow(isHere ? lines : []), [phone, isHere, lines]);
  useEffect(() => () => phone.close(), [phone]);
  return { phone, bringHere: take };
}

function placeOf(leads: boolean, touched: boolean): PhonePlace {
  if (!leads) return 'elsewhere';
  return touched ? 'here' : 'untouched';
}

/** Whether the person has touched this page: before, browsers forbid it to ring. */
function useTouched(): boolean {
  const [touched, setTouched] = useState(() => navigator.userActivation?.hasBeenActive ?? false);
  useEffect(() => {
    if (touched) return;
    const ended = new AbortController();
    for (const name of ['pointerdown', 'keydown']) {
      window.addEventListener(name, () => setTouched(true), { signal: ended.signal, capture: true });
    }
    return () => ended.abort();
  }, [touched]);
  return touched;
}
