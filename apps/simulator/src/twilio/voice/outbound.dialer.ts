import type { TargetFaults } from '../../core/faults.board.js';
import { waitFor } from './interruption.js';
import type { SoftphoneHub } from './softphone.hub.js';
import type { VoiceAccount } from './voice.account.js';
import type { Pickup, VoiceCall } from './voice.call.js';
import type { VoiceWebhooks } from './voice.webhooks.js';

type Parts = {
  readonly faults: TargetFaults;
  readonly softphones: SoftphoneHub;
  readonly webhooks: VoiceWebhooks;
};

/** From the order to the first ringing. */
const dialMs = 600;

/** Rings at softphones and telephones. */
export class OutboundDialer {
  constructor(private readonly parts: Parts) {}

  /** Resolves once the call was answered, and has begun, or surely will not be. */
  async ring(call: VoiceCall, { pace }: VoiceAccount, timeoutSeconds: number): Promise<Pickup> {
    const signal = call.renew();
    void this.parts.webhooks.report(call, 'initiated');
    await waitFor(dialMs * pace.ring, signal).catch(() => undefined);
    if (!call.hasHungUp) this.startRinging(call);
    const timer = setTimeout(() => call.pick('no-answer'), timeoutSeconds * 1000 * pace.ring);
    const outcome = await call.picked;
    clearTimeout(timer);
    if (outcome !== 'answered') return outcome;
    call.begin();
    void this.parts.webhooks.report(call, 'answered');
    return outcome;
  }

  private startRinging(call: VoiceCall): void {
    const { to, client } = call.facts;
    const obstacle = this.parts.faults.take(['undeliverable', 'busy'], { to });
    if (obstacle) return call.pick(obstacle.kind === 'busy' ? 'busy' : 'failed');
    call.ring();
    void this.parts.webhooks.report(call, 'ringing');
    if (client !== null && !this.parts.softphones.ring(call)) call.pick('no-answer');
  }
}
