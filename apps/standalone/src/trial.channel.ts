import type { Env } from '@sila/config';
import type { ChannelAccountView } from '@sila/contracts';
import { createHmac } from 'node:crypto';
import type { AccountsInput } from '../../simulator/src/provider.list.js';
import type { Simulator } from '../../simulator/src/simulator.js';
import type { Secrets } from './secrets.js';

/** What a trial account is made from. */
export interface Trial {
  readonly env: Env;
  readonly secrets: Secrets;
  /** Null with SIMULATOR=off. */
  readonly simulator: Simulator | null;
}

/** The account that the trial holds on one channel: one file in `channels`, and one line in `trial.channels.ts`. */
export interface TrialChannel {
  readonly channel: string;
  /** The account's name, for officers. */
  readonly label: string;
  /** Knows the account by what only the trial's own has. */
  isThis(account: ChannelAccountView): boolean;
  /** Changed with the simulator's addresses at every start, and at rest without one; otherwise made once, then the administrator's. */
  readonly followsSimulator: boolean;
  /** Its provider is told over its API where to call, as an administrator's check does. */
  readonly subscribes?: true;
  /** What Sila's account holds; null when it can't be without a simulator. */
  settings(trial: Trial): Readonly<Record<string, unknown>> | null;
  /** What the simulator must know, as `POST /accounts`. Asked before Sila has the account, too: then that is null. */
  simulated(trial: Trial, account: ChannelAccountView | null): AccountsInput;
}

/** Where the simulator calls Sila: signed over the account's address, sent to this process. */
export function hookOf(
  { env }: Trial,
  account: ChannelAccountView | null,
): { webhookUrl?: string; targets?: string[] } {
  if (!account?.webhookUrl) return {};
  return { webhookUrl: account.webhookUrl, targets: [`http://127.0.0.1:${env.PORT}`] };
}

/** A credential at the pretended providers: 64 hexadecimal digits, always the same for the same purpose here. */
export function credential({ secrets }: Trial, purpose: string): string {
  return createHmac('sha256', secrets.silaSecret).update(`trial ${purpose}`).digest('hex');
}
