import type { ProviderReport, ProviderWebhook } from '../../upkeep.js';
import type { GraphClient } from './graph.client.js';
import { fieldsAt, listAt, numberAt } from './payload.fields.js';

/** When the token ends, by `debug_token` of graph.facebook.com; 0 is Meta's word for never. */
export async function accessReport(graph: GraphClient): Promise<ProviderReport['access']> {
  const ends = numberAt(fieldsAt(await graph.inspectToken(), 'data'), 'expires_at');
  if (ends === null) return undefined;
  return { endsAt: ends === 0 ? null : new Date(ends * 1_000), renews: false };
}

/** Whether an app takes the messages of this page or account; which address it calls Meta does not tell. */
export async function subscriptionReport(graph: GraphClient, ownId: string): Promise<ProviderWebhook> {
  const apps = listAt(await graph.get(`${ownId}/subscribed_apps`), 'data');
  const isTaken = apps.some(
    ({ subscribed_fields: names }) => Array.isArray(names) && names.includes('messages'),
  );
  return { state: isTaken ? 'active' : 'missing', waiting: null, lastError: null };
}
