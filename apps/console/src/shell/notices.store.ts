import { create } from 'zustand';

const KEY = 'sila.desktop-notices';
const supported = typeof Notification !== 'undefined';

interface NoticesState {
  readonly desktop: boolean;
  /** The browser refuses: nothing the console can ask again. */
  readonly blocked: boolean;
  readonly setDesktop: (on: boolean) => Promise<void>;
}

/** Whether this device shows desktop notices. A choice of the device, because the browser's leave is too. */
export const useNotices = create<NoticesState>()((set) => ({
  desktop: supported && Notification.permission === 'granted' && localStorage.getItem(KEY) === 'on',
  blocked: !supported || Notification.permission === 'denied',
  setDesktop: async (on) => {
    const leave = on && supported ? await Notification.requestPermission() : 'default';
    const desktop = on && leave === 'granted';
    localStorage.setItem(KEY, desktop ? 'on' : 'off');
    set({ desktop, blocked: !supported || Notification.permission === 'denied' });
  },
}));
