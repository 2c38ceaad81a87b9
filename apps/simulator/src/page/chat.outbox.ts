import { useState } from 'preact/hooks';
import { api, ApiError, type App, type ChatDraft } from './api.calls.ts';
import { useLook } from './look.state.ts';

/** What a person does in an app, on its way; `failure` says in words why the last thing did not work. */
export type Outbox = {
  readonly failure: string;
  /** True when it has gone out. */
  readonly send: (draft: ChatDraft) => Promise<boolean>;
};

export const useOutbox = (app: App, address: string, name: string): Outbox => {
  const { words, lang } = useLook();
  const [failure, setFailure] = useState('');
  const reasonOf = (error: unknown): string => {
    const hasNoAccount = error instanceof ApiError && error.code.startsWith('no-');
    if (hasNoAccount) return words.noAccount(app.label[lang]);
    return words.failed(error instanceof Error ? error.message : '');
  };
  const send = async (draft: ChatDraft): Promise<boolean> => {
    setFailure('');
    try {
      await api.sendChat(app, address, name, draft);
      return true;
    } catch (error) {
      setFailure(reasonOf(error));
      return false;
    }
  };
  return { failure, send };
};
