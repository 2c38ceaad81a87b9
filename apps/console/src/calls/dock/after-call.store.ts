import type { CallView } from '@sila/contracts';
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { useMe } from '../../api/index.js';
import { ownParty } from '../call.rules.js';

const KEY = 'sila.after-call';

interface AfterCallState {
  /** The call about which words are still to be written; null for none. */
  readonly callId: string | null;
  readonly text: string;
}

const nothing: AfterCallState = { callId: null, text: '' };

function kept(): AfterCallState {
  try {
    return { ...nothing, ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<AfterCallState>) };
  } catch {
    return nothing;
  }
}

/** What is being written about the call that ended last. It survives a reload of this window. */
export const useAfterCallNote = create<AfterCallState>()(kept);

useAfterCallNote.subscribe((state) => sessionStorage.setItem(KEY, JSON.stringify(state)));

export const writeAfterCall = (text: string): void => useAfterCallNote.setState({ text });
export const forgetAfterCall = (): void => useAfterCallNote.setState(nothing);

/** Remembers the call that this person talked in, so that words about it are asked for once it is over. */
export function useRememberCall(call: CallView | null): void {
  const me = useMe();
  const talked = useRef<string | null>(null);
  const mine = ownParty(call, me.id);
  const talks = mine?.state === 'talking' && mine.role !== 'supervisor';
  const talksIn = call?.answeredAt && talks && call.state !== 'ended' ? call.id : null;
  useEffect(() => {
    const before = talked.current;
    if (before !== null && before !== talksIn) useAfterCallNote.setState({ callId: before, text: '' });
    talked.current = talksIn;
  }, [talksIn]);
}
