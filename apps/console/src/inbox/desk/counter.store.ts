import { create } from 'zustand';

const KEY = 'sila.counter';

interface CounterState {
  /** The counter that this computer stands at. */
  readonly counter: number;
  readonly setCounter: (counter: number) => void;
}

/** Where people are called to from this computer; kept on it. */
export const useCounter = create<CounterState>()((set) => ({
  counter: Number(localStorage.getItem(KEY)) || 1,
  setCounter: (counter) => {
    localStorage.setItem(KEY, String(counter));
    set({ counter });
  },
}));
