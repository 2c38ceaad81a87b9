import type { CallView } from './call.types.js';
import { restMount } from './rest.scope.js';
import type { CallIn } from './telephone.contract.js';

/** People's telephones played by a test, over the simulator's HTTP interface. */
export class TelephoneClient {
  constructor(private readonly url: string) {}

  /** A person calls the association. Keys are pressed as they are asked for. */
  call(call: CallIn): Promise<CallView> {
    return this.fetch('', call);
  }

  press(sid: string, digits: string, keep = true): Promise<CallView> {
    return this.fetch(`/${sid}/keys`, { digits, keep });
  }

  speak(sid: string, seconds: number): Promise<CallView> {
    return this.fetch(`/${sid}/voicemail`, { seconds });
  }

  act(sid: string, what: 'accept' | 'decline' | 'hangup'): Promise<CallView> {
    return this.fetch(`/${sid}/${what}`, {});
  }

  get(sid: string): Promise<CallView> {
    return this.fetch(`/${sid}`);
  }

  /** The calls on one person's telephone, or on the softphones of one identity, newest first. */
  async calls(of: { readonly person: string } | { readonly client: string }): Promise<readonly CallView[]> {
    const { calls } = await this.fetch<{ calls: CallView[] }>(`?${new URLSearchParams(of).toString()}`);
    return calls;
  }

  private async fetch<T = CallView>(path: string, body?: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const post = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${this.url}${restMount}/calls${path}`, body ? post : {});
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as T;
  }
}
