import { useRef } from 'preact/hooks';
import { api, type App } from './api.calls.ts';

const everyMs = 3_000;

/** Tells the app that the person is typing, every few seconds while they are, where the app shows that. */
export const useTyping = ({ channel, phone }: App, address: string): (() => void) => {
  const toldRef = useRef(0);
  return () => {
    if (!phone.types || Date.now() - toldRef.current < everyMs) return;
    toldRef.current = Date.now();
    void api.typing(channel, address).catch(() => undefined);
  };
};
