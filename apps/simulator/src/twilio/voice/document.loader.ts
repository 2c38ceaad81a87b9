import { isAccepted } from '../../core/retry.policy.js';
import type { FormParams } from '../webhook.calls.js';
import { withoutFragment } from '../webhook.signature.js';
import type { Turn } from './call.turn.js';
import { type Source, type TwimlDocument, TwimlError } from './twiml.document.js';
import { readTwiml } from './twiml.reader.js';
import type { VoiceCall } from './voice.call.js';
import type { VoiceWebhooks } from './voice.webhooks.js';

/** Fetches TwiML for calls. */
export class DocumentLoader {
  constructor(private readonly webhooks: VoiceWebhooks) {}

  /** The document of a source. Where its address fails, the account's fallback address is asked once; throws a TwimlError when both fail. */
  async load({ call, account, waiting }: Turn, source: Source): Promise<TwimlDocument> {
    if (source.url === undefined) return { verbs: source.verbs, url: null };
    const params = { ...waiting?.(), ...source.params };
    try {
      return await this.fetch(call, source.url, params, waiting !== null);
    } catch (error) {
      if (!(error instanceof TwimlError) || account.fallbackUrl === undefined) throw error;
      call.note('error', error.message);
      const failure = { ErrorCode: String(error.code), ErrorUrl: withoutFragment(source.url) };
      return this.fetch(call, account.fallbackUrl, { ...params, ...failure }, false);
    }
  }

  private async fetch(
    call: VoiceCall,
    url: string,
    params: FormParams,
    isWaiting: boolean,
  ): Promise<TwimlDocument> {
    const answer = await this.webhooks.ask(call, url, params);
    if (answer === undefined || !isAccepted(answer))
      throw new TwimlError(11200, `${new URL(url).pathname} answered ${answer?.error ?? answer?.status}`);
    const verbs = answer.status === 204 ? [] : readTwiml(answer.body, isWaiting);
    return { verbs, url: withoutFragment(url) };
  }
}
