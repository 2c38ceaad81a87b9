import type { SoftphoneLine } from '@sila/contracts';
import { retryDelay } from './phone.rules.js';
import { forgetPhone, usePhoneState } from './phone.store.js';
import type { OpenSoftphone, Registration, Softphone, SoftphoneListener } from './softphone.js';

/** The drivers, each read only when a line needs it. */
const DRIVERS: Readonly<Record<SoftphoneLine['driver'], () => Promise<OpenSoftphone>>> = {
  twilio: async () => (await import('./twilio.softphone.js')).openTwilioSoftphone,
  simulator: async () => (await import('./simulator.softphone.js')).openSimulatorSoftphone,
};

interface OpenLine {
  token: string;
  readonly softphone: Softphone;
}

/** The officer's lines in this window: opened, renewed and closed as the server lists them; one call over all of them. */
export class Phone {
  private readonly lines = new Map<string, OpenLine>();
  private readonly opening = new Set<string>();
  private wanted: ReadonlySet<string> = new Set();
  private speaking: string | null = null;
  private expected: Promise<string | null> | null = null;
  private renewals = 0;

  /** `askForTokens` has the lines read again and given to `follow`. */
  constructor(private readonly askForTokens: () => void) {}

  /** Makes the open lines those of the list; the list of a phone that is off is empty. */
  follow(list: readonly SoftphoneLine[]): void {
    this.wanted = new Set(list.map((line) => line.channelAccountId));
    for (const id of this.lines.keys()) if (!this.wanted.has(id)) this.shut(id);
    for (const line of list) this.bring(line);
  }

  /** Tries again to register every line that failed. */
  retry(): void {
    this.renewals = 0;
    this.askForTokens();
    const { lines } = usePhoneState.getState();
    for (const { id, registration } of lines) {
      if (registration.state === 'failed') this.lines.get(id)?.softphone.register();
    }
  }

  /** The call with this id was asked for here, so that it is answered without a further press; null when it was refused. */
  expect(callId: Promise<string | null>): void {
    const expected = callId.catch(() => null);
    this.expected = expected;
    void expected.then((id) => id === null && this.expected === expected && (this.expected = null));
  }

  /** The softphone that rings or speaks now. */
  get active(): Softphone | null {
    return this.speaking === null ? null : (this.lines.get(this.speaking)?.softphone ?? null);
  }

  /** The softphones that carry sound by chosen devices. */
  chooseDevice(kind: 'microphone' | 'speaker', id: string): void {
    for (const { softphone } of this.lines.values()) void softphone.chooseDevice?.(kind, id);
  }

  close(): void {
    this.follow([]);
    forgetPhone();
  }

  private bring({ channelAccountId: id, driver, label, token, url }: SoftphoneLine): void {
    const open = this.lines.get(id);
    if (open && open.token !== token) {
      open.token = token;
      open.softphone.renew(token);
    }
    if (open || this.opening.has(id)) return;
    this.opening.add(id);
    this.note(id, label, { state: 'registering' });
    void this.open(id, label, driver, { token, url: url ?? null });
  }

  private async open(
    id: string,
    label: string,
    driver: SoftphoneLine['driver'],
    access: { readonly token: string; readonly url: string | null },
  ): Promise<void> {
    try {
      const openSoftphone = await DRIVERS[driver]();
      if (!this.wanted.has(id)) return;
      const softphone = openSoftphone(access, this.listenerOf(id, label));
      this.lines.set(id, { token: access.token, softphone });
      softphone.register();
    } catch {
      this.note(id, label, { state: 'failed', trouble: 'unreachable' });
    } finally {
      this.opening.delete(id);
    }
  }

  private listenerOf(id: string, label: string): SoftphoneListener {
    return {
      registration: (registration) => {
        if (registration.state === 'registered') this.renewals = 0;
        if (this.wanted.has(id)) this.note(id, label, registration);
      },
      leg: (leg) => this.onLeg(id, leg),
      devices: (devices) => usePhoneState.setState({ devices }),
      trouble: (trouble) => usePhoneState.setState({ trouble }),
      tokenEnds: () =>
        void setTimeout(this.askForTokens, this.renewals++ === 0 ? 0 : retryDelay(this.renewals)),
    };
  }

  private onLeg(id: string, leg: Parameters<SoftphoneListener['leg']>[0]): void {
    if (this.speaking !== null && this.speaking !== id) {
      if (leg?.state === 'ringing') this.lines.get(id)?.softphone.decline();
      return;
    }
    this.speaking = leg ? id : null;
    usePhoneState.setState(leg ? { leg } : { leg: null, trouble: null });
    if (leg?.state === 'ringing') void this.answerIfExpected(leg.sid, leg.callId);
  }

  private async answerIfExpected(sid: string, callId: string | null): Promise<void> {
    const { expected } = this;
    if (!expected) return;
    const wanted = await expected;
    const stillRings = usePhoneState.getState().leg?.sid === sid;
    if (wanted === null || !stillRings || (callId !== null && callId !== wanted)) return;
    this.expected = null;
    this.active?.answer();
  }

  private shut(id: string): void {
    const { softphone } = this.lines.get(id) ?? {};
    this.lines.delete(id);
    softphone?.close();
    if (this.speaking === id) this.speaking = null;
    const { lines } = usePhoneState.getState();
    usePhoneState.setState({ lines: lines.filter((line) => line.id !== id) });
  }

  private note(id: string, label: string, registration: Registration): void {
    const others = usePhoneState.getState().lines.filter((line) => line.id !== id);
    usePhoneState.setState({ lines: [...others, { id, label, registration }] });
  }
}
