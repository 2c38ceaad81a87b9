import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '@sila/contracts';
import { keys, meQuery } from '../api/index.js';
import { useUi } from '../shell/ui.store.js';

/** Begins a session: nothing of an earlier person stays, and the screen takes this person's language and look. */
export async function enter(client: QueryClient, answer: Me | undefined): Promise<void> {
  client.clear();
  if (answer?.id) client.setQueryData(keys.me, answer);
  const me = await client.ensureQueryData<Me | null>(meQuery);
  if (me) await useUi.getState().apply(me.preferences);
}
