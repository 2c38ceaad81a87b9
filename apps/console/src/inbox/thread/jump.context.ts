import { createContext, useContext } from 'react';

/** Gives what leads to a message of the open thread; null while that message is not loaded. */
export const JumpContext = createContext<(messageId: string) => (() => void) | null>(() => null);

/** Leads to the message, or null when it can't be reached from here. */
export function useJump(messageId: string | null): (() => void) | null {
  const jumpTo = useContext(JumpContext);
  return messageId === null ? null : jumpTo(messageId);
}
