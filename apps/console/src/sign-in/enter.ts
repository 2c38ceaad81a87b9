import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '@sila/contracts';
import { api, keys, meQuery } from '../api/index.js';
import { forgetWritings } from '../inbox/composer/composer.store.js';
import { hideOutbox } from '../inbox/outbox/outbox.store.js';
import { may } from '../shell/access.js';
import { useUi } from '../shell/ui.store.js';

/** Begins a session: nothing of an earlier person stays, and the screen takes this person's language and look. */
export async function enter(client: QueryClient, answer: Me | undefined): Promise<void> {
  client.clear();
  forgetWritings();
  hideOutbox();
  if (answer?.id) client.setQueryData(keys.me, answer);
  const me = await client.ensureQueryData<Me | null>(meQuery);
  if (!me) return;
  await useUi.getState().apply(me.preferences);
  await comeOnline(client, me);
}

/** Whoever answers people and signs in is at work: conversations come to them from now on. */
export async function comeOnline(client: QueryClient, me: Me): Promise<void> {
  if (me.mustChangePassword || me.presence.state !== 'offline' || !may(me, 'conversation.read')) return;
  try {
    const presence = await api.put<Me['presence']>('/me/presence', { state: 'online' });
    client.setQueryData<Me>(keys.me, { ...me, presence });
  } catch {
    // The menu shows the state as it is, and changes it.
  }
}
