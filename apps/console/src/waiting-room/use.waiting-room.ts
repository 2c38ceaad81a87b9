import type { WaitingRoom } from '@sila/contracts';
import { useEffect, useRef, useState } from 'react';
import { newCall } from './waiting-room.rules.js';

const EVERY_MS = 1_500;
const LONGEST_MS = 5_000;

interface RoomView {
  readonly room: WaitingRoom | null;
  readonly state: 'fine' | 'lost' | 'refused';
  /** The call that came last while the screen was looking: to be chimed and spoken. */
  readonly newest: WaitingRoom['calls'][number] | null;
}

/** Asks the server again and again, one question at a time; what was shown stays while the network is away. */
export function useWaitingRoom(id: string): RoomView {
  const [view, setView] = useState<RoomView>({ room: null, state: 'fine', newest: null });
  const before = useRef<WaitingRoom | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const look = async () => {
      const answer = await ask(id);
      if (ended) return;
      if (typeof answer === 'string') setView((last) => ({ ...last, state: answer }));
      else {
        const called = newCall(before.current, answer);
        before.current = answer;
        setView((last) => ({ room: answer, state: 'fine', newest: called ?? last.newest }));
      }
      timer = setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [id]);
  return view;
}

/** The key stands in the fragment: no server log, no history of a proxy has it. */
async function ask(id: string): Promise<WaitingRoom | 'lost' | 'refused'> {
  try {
    const response = await fetch(`/api/waiting-rooms/${id}`, {
      headers: { 'x-screen-key': location.hash.slice(1) },
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    if (response.status === 404 || response.status === 400) return 'refused';
    return response.ok ? ((await response.json()) as WaitingRoom) : 'lost';
  } catch {
    return 'lost';
  }
}
