import { create } from 'zustand';
import type { Line } from './phone.rules.js';
import type { DeviceChoice, Leg, PhoneTrouble } from './softphone.js';

/** Which window carries the phone: this one, another one, or none before the first touch of the page. */
export type PhonePlace = 'here' | 'elsewhere' | 'untouched';

interface PhoneState {
  readonly place: PhonePlace;
  readonly lines: readonly Line[];
  /** The officer's side of the call in this window; null without one. */
  readonly leg: Leg | null;
  /** Null where no line lets one choose. */
  readonly devices: DeviceChoice | null;
  /** What went wrong in the call, until it is over. */
  readonly trouble: PhoneTrouble | null;
}

const nothing: PhoneState = { place: 'untouched', lines: [], leg: null, devices: null, trouble: null };

/** What the phone of this window is doing. */
export const usePhoneState = create<PhoneState>()(() => nothing);

export const forgetPhone = (): void => usePhoneState.setState(nothing);

const KEY = 'sila.phone';

interface SwitchState {
  readonly on: boolean;
  readonly turn: (on: boolean) => void;
}

/** Whether this browser takes calls. A choice of the device: the headset lies beside one desk. */
export const usePhoneSwitch = create<SwitchState>()((set) => ({
  on: localStorage.getItem(KEY) !== 'off',
  turn: (on) => {
    localStorage.setItem(KEY, on ? 'on' : 'off');
    set({ on });
  },
}));
