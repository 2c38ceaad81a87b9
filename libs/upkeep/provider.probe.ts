import { ChannelError, type Connection } from '@sila/channels';
import type { ProbeView } from '@sila/contracts';
import { explain } from '@sila/directory';

/** Asks whether the settings work and what else the provider tells of the account; null for accounts without a provider. */
export async function probe(connection: Connection, now: Date): Promise<ProbeView | null> {
  if (!connection.webhook && !connection.poll) return null;
  if (!connection.check && !connection.inspect) return null;
  const fault = await faultOf(() => connection.check?.());
  const told = await connection.inspect?.().catch(() => null);
  return {
    at: now.toISOString(),
    ok: fault === null,
    refused: fault instanceof ChannelError && fault.kind === 'auth',
    error: fault === null ? null : explain(fault),
    access: told?.access
      ? { endsAt: told.access.endsAt?.toISOString() ?? null, renews: told.access.renews }
      : null,
    webhook: told?.webhook
      ? {
          ...told.webhook,
          lastError: told.webhook.lastError?.words ?? null,
          lastErrorAt: told.webhook.lastError?.at.toISOString() ?? null,
        }
      : null,
  };
}

async function faultOf(work: () => Promise<void> | undefined): Promise<unknown> {
  try {
    await work();
    return null;
  } catch (error) {
    return error ?? new Error('unknown');
  }
}
