import type { INestApplicationContext } from '@nestjs/common';
import { system } from '@sila/access';
import type { CallView, CurrentCall, Softphone } from '@sila/contracts';
import { ChannelAccountService } from '@sila/directory';
import type { CallView as PhoneView } from '../../apps/simulator/src/twilio/voice/call.types.js';
import { SoftphoneClient } from '../../apps/simulator/src/twilio/voice/softphone.client.js';
import { TelephoneClient } from '../../apps/simulator/src/twilio/voice/telephone.client.js';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { eventually } from './eventually.js';
import type { Officer } from './officer.js';

/** The association's telephone number at the pretended Twilio. */
export const TELEPHONE = '+966112345680';
const KEYS = {
  accountSid: `AC${'6'.repeat(32)}`,
  authToken: 'token-of-the-telephone',
  apiKeySid: `SK${'6'.repeat(32)}`,
  apiKeySecret: 'secret-of-the-softphones',
};
const MENU = [
  { key: '1', words: 'لعلاقات المستفيدين', queue: 'علاقات المستفيدين' },
  { key: '2', words: 'للبحث الاجتماعي', queue: 'البحث الاجتماعي' },
];

/** Adds the telephone number; calls come to every api process. Recordings need consent. */
export async function addTelephone(
  desk: INestApplicationContext,
  simulator: Simulator,
  apiUrls: readonly string[],
): Promise<void> {
  const account = await desk.get(ChannelAccountService, { strict: false }).create(system('test'), {
    channel: 'voice-twilio',
    label: 'هاتف الجمعية',
    queueId: null,
    webhookUrl: null,
    settings: {
      ...KEYS,
      number: TELEPHONE,
      menu: MENU,
      recording: true,
      apiBaseUrl: `${simulator.url}/twilio/voice`,
      softphoneUrl: `${simulator.url.replace(/^http/, 'ws')}/twilio/softphone`,
    },
  });
  const webhookUrl = account.webhookUrl ?? '';
  simulator.configure({
    twilioVoice: {
      ...KEYS,
      number: TELEPHONE,
      webhookUrl,
      statusCallback: `${webhookUrl}?at=status`,
      targets: [...apiUrls],
      pace: { speech: 0.001, keys: 0.1, ring: 0.25 },
      retryDelaysMs: [5, 20, 100],
    },
  });
}

/** An officer at their softphone. */
export class Desk {
  private constructor(
    readonly officer: Officer,
    readonly softphone: SoftphoneClient,
  ) {}

  static async open(officer: Officer, simulator: Simulator): Promise<Desk> {
    const { lines } = await officer.get<Softphone>('/api/calls/softphone');
    const softphone = await SoftphoneClient.connect(simulator.url);
    await softphone.register(lines[0]?.token ?? '');
    return new Desk(officer, softphone);
  }

  /** Waits until the softphone rings, and takes the call. */
  async answer(): Promise<CallView> {
    const { callSid } = await this.softphone.next('incoming');
    this.softphone.say({ type: 'accept', callSid });
    return this.until((call) =>
      call.parties.some(({ staff, state }) => staff.id === this.officer.id && state === 'talking'),
    );
  }

  /** Waits until the softphone rings, and does not take the call. */
  async reject(): Promise<void> {
    const { callSid } = await this.softphone.next('incoming');
    this.softphone.say({ type: 'reject', callSid });
  }

  current(): Promise<CurrentCall> {
    return this.officer.get('/api/calls/current');
  }

  call(id: string): Promise<CallView> {
    return this.officer.get(`/api/calls/${id}`);
  }

  /** The officer's call, once it is as it should be. */
  until(holds: (call: CallView) => boolean): Promise<CallView> {
    return eventually(async () => {
      const { call } = await this.current();
      if (!call || !holds(call)) throw new Error(`not yet: ${JSON.stringify(call)}`);
      return call;
    });
  }

  close(): void {
    this.softphone.close();
  }
}

/** Somebody's telephone. */
export class Caller {
  private constructor(
    private readonly phone: TelephoneClient,
    readonly number: string,
    private readonly sid: string,
  ) {}

  /** Calls the association; keys are pressed as they are asked for. */
  static async call(simulator: Simulator, number: string, keys?: string): Promise<Caller> {
    const phone = new TelephoneClient(simulator.url);
    const { sid } = await phone.call({ from: number, ...(keys ? { keys } : {}) });
    return new Caller(phone, number, sid);
  }

  /** Waits until the telephone is called, and takes the call. */
  static async answer(simulator: Simulator, number: string, since: readonly string[] = []): Promise<Caller> {
    const phone = new TelephoneClient(simulator.url);
    const ringing = await eventually(async () => {
      const calls = await phone.calls({ person: number });
      const found = calls.find(({ sid, status }) => status === 'ringing' && !since.includes(sid));
      if (!found) throw new Error('it does not ring');
      return found;
    });
    await phone.act(ringing.sid, 'accept');
    return new Caller(phone, number, ringing.sid);
  }

  view(): Promise<PhoneView> {
    return this.phone.get(this.sid);
  }

  press(keys: string): Promise<PhoneView> {
    return this.phone.press(this.sid, keys);
  }

  speak(seconds: number): Promise<PhoneView> {
    return this.phone.speak(this.sid, seconds);
  }

  hangUp(): Promise<PhoneView> {
    return this.phone.act(this.sid, 'hangup');
  }

  /** Everything that was said to the person so far. */
  async heard(): Promise<string> {
    const { steps } = await this.view();
    return steps
      .filter(({ kind }) => kind === 'say')
      .map(({ text }) => text)
      .join('\n');
  }

  /** Waits until the call is as it should be. */
  until(holds: (call: PhoneView) => boolean): Promise<PhoneView> {
    return eventually(async () => {
      const call = await this.view();
      if (!holds(call)) throw new Error(`not yet: ${JSON.stringify(call)}`);
      return call;
    });
  }
}
