import { Call, Device, TwilioError } from '@twilio/voice-sdk';
import { ringingLeg, troubleOfCode, troubleOfMicrophone } from './phone.rules.js';
import { silence } from './silence.js';
import type { Leg, LineAccess, OpenSoftphone, Softphone, SoftphoneListener } from './softphone.js';

type Fault = InstanceType<typeof TwilioError.TwilioError>;

/**
 * Options of the Device. Its figures of every call stay here, and its own sounds are replaced by silence: so the browser
 * talks to Twilio's signalling and to nothing else. `publishEvents` is the SDK's, but not in its public type.
 */
function deviceOptions(): Device.Options & { readonly publishEvents: false } {
  const none = silence();
  const sounds = Object.fromEntries(Object.values(Device.SoundName).map((name) => [name, none]));
  return {
    publishEvents: false,
    logLevel: 'silent',
    closeProtection: true,
    disableAudioContextSounds: true,
    sounds,
  };
}

/** A line of Twilio in this browser, by Twilio's own SDK. */
class TwilioSoftphone implements Softphone {
  private device: Device | null = null;
  private call: Call | null = null;
  private leg: Leg | null = null;
  private token: string;
  private refused = false;

  constructor(
    access: LineAccess,
    private readonly listener: SoftphoneListener,
  ) {
    this.token = access.token;
  }

  register(): void {
    this.refused = false;
    this.listener.registration({ state: 'registering' });
    void this.begin();
  }

  renew(token: string): void {
    this.token = token;
    if (this.refused) return this.register();
    this.device?.updateToken(token);
  }

  answer(): void {
    if (this.leg?.state !== 'ringing') return;
    this.call?.accept();
    this.change({ ...this.leg, state: 'connecting' });
  }

  decline(): void {
    this.call?.reject();
  }

  hangUp(): void {
    this.call?.disconnect();
  }

  mute(muted: boolean): void {
    this.call?.mute(muted);
  }

  sendDigits(digits: string): void {
    this.call?.sendDigits(digits);
  }

  readonly chooseDevice = async (kind: 'microphone' | 'speaker', id: string): Promise<void> => {
    const audio = this.device?.audio;
    if (kind === 'microphone') await audio?.setInputDevice(id);
    else await audio?.speakerDevices.set(id);
    this.tellDevices();
  };

  close(): void {
    this.device?.destroy();
    this.device = null;
    this.change(null);
    this.listener.registration({ state: 'off' });
  }

  /** Without a microphone nobody could speak, so that the line must not ring. */
  private async begin(): Promise<void> {
    const trouble = await microphoneTrouble();
    if (trouble) return this.listener.registration({ state: 'failed', trouble });
    if (!Device.isSupported) {
      return this.listener.registration({ state: 'failed', trouble: 'unsupported' });
    }
    this.device?.destroy();
    const device = this.listenTo(new Device(this.token, deviceOptions()));
    this.device = device;
    await device.register().catch((fault: Fault) => this.fail(fault));
    this.tellDevices();
  }

  private listenTo(device: Device): Device {
    device.on('registering', () => this.listener.registration({ state: 'registering' }));
    device.on('registered', () => this.listener.registration({ state: 'registered' }));
    device.on('unregistered', () => this.listener.registration({ state: 'failed', trouble: 'unreachable' }));
    device.on('error', (fault: Fault) => this.fail(fault));
    device.on('tokenWillExpire', () => this.listener.tokenEnds());
    device.on('incoming', (call: Call) => this.ring(call));
    device.audio?.on('deviceChange', () => this.tellDevices());
    return device;
  }

  private ring(call: Call): void {
    this.call = call;
    this.change(ringingLeg(call.parameters['CallSid'] ?? '', Object.fromEntries(call.customParameters)));
    const turn = (state: Leg['state']) => () => this.leg && this.change({ ...this.leg, state });
    const over = () => this.call === call && this.change(null);
    call.on('accept', turn('open'));
    call.on('reconnecting', turn('reconnecting'));
    call.on('reconnected', turn('open'));
    call.on('mute', (muted: boolean) => this.leg && this.change({ ...this.leg, muted }));
    call.on('error', (fault: Fault) => this.listener.trouble(troubleOfCode(fault.code)));
    for (const name of ['cancel', 'disconnect', 'reject']) call.on(name, over);
  }

  private fail(fault: Fault): void {
    const trouble = troubleOfCode(fault.code);
    this.refused = trouble === 'refused';
    if (this.refused) this.listener.tokenEnds();
    if (this.device?.state !== Device.State.Registered) {
      this.listener.registration({ state: 'failed', trouble });
    }
  }

  private change(leg: Leg | null): void {
    if (!leg) this.call = null;
    this.leg = leg;
    this.listener.leg(leg);
  }

  private tellDevices(): void {
    const audio = this.device?.audio;
    if (!audio) return;
    const list = (devices: ReadonlyMap<string, MediaDeviceInfo>) =>
      [...devices].map(([id, { label }]) => ({ id, label }));
    const [speaker] = audio.speakerDevices.get();
    this.listener.devices({
      microphones: list(audio.availableInputDevices),
      speakers: audio.isOutputSelectionSupported ? list(audio.availableOutputDevices) : [],
      microphone: audio.inputDevice?.deviceId ?? null,
      speaker: speaker?.deviceId ?? null,
    });
  }
}

/** Asks for the microphone once, so that nobody meets the browser's question while a caller waits. */
async function microphoneTrouble() {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
    return null;
  } catch (error) {
    return troubleOfMicrophone(error instanceof DOMException ? error.name : '');
  }
}

/** Opens a line of Twilio. */
export const openTwilioSoftphone: OpenSoftphone = (access, listener) => new TwilioSoftphone(access, listener);
