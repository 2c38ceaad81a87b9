import { useState } from 'preact/hooks';
import type { ChatMessage } from './api.calls.ts';

/** What is written next is for: an answer to a message, a new text for one, or neither. */
export type Aim = {
  readonly kind: 'reply' | 'edit' | null;
  readonly message: ChatMessage | null;
  readonly reply: (message: ChatMessage) => void;
  readonly edit: (message: ChatMessage) => void;
  readonly clear: () => void;
};

export const useAim = (): Aim => {
  const [aimed, setAimed] = useState<Pick<Aim, 'kind' | 'message'>>({ kind: null, message: null });
  return {
    ...aimed,
    reply: (message) => setAimed({ kind: 'reply', message }),
    edit: (message) => setAimed({ kind: 'edit', message }),
    clear: () => setAimed({ kind: null, message: null }),
  };
};
