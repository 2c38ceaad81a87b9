import { useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ApiError, keys } from '../api/index.js';
import { uuid } from '../inbox/composer/uuid.js';
import { toast } from '../ui/index.js';
import { useCurrentCall } from './calls.query.js';
import { usePhoneStanding } from './phone/phone.words.js';
import { usePhone } from './phone/use.phone.js';
import { useCallRefusalWords } from './refusal.words.js';

/** Where a call is asked for: in a conversation, or at somebody who wants to be called back. */
export type CallTarget =
  { readonly conversationId: string; readonly channelAccountId: string } | { readonly callbackId: string };

interface Asked {
  readonly target: CallTarget;
  /** The same for every try, so that a lost answer makes no second call. */
  readonly clientId: string;
}

/** Calls a person: the officer's own phone is rung first and answers by itself, then the person's. */
export function useStartCall() {
  const client = useQueryClient();
  const { phone } = usePhone();
  const words = useCallRefusalWords();
  const mutation = useMutation({
    mutationFn: (asked: Asked) => {
      const made = post(asked);
      phone.expect(made.then(({ id }) => id));
      return made;
    },
    retry: (failures, error) => failures < 2 && error instanceof ApiError && error.code === 'offline',
    onError: (error) => toast.show({ text: words(error), tone: 'danger' }),
    onSettled: () =>
      Promise.all([keys.calls, keys.callbacks].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  return {
    start: (target: CallTarget) => mutation.mutate({ target, clientId: uuid() }),
    isPending: mutation.isPending,
  };
}

function post({ target, clientId }: Asked): Promise<CallView> {
  if ('callbackId' in target) return api.post<CallView>(`/callbacks/${target.callbackId}/call`, { clientId });
  const { conversationId, channelAccountId } = target;
  return api.post<CallView>(`/conversations/${conversationId}/calls`, { clientId, channelAccountId });
}

/** Why nobody can be called from this window now; null when one can. */
export function usePhoneRefusal(): string | null {
  const { t } = useLingui();
  const { tone, text } = usePhoneStanding();
  const isOnCall = useCurrentCall() !== null;
  if (isOnCall) return t`You are on a call`;
  return tone === 'ok' ? null : text;
}
