import type { CallerStep } from '@sila/domain';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Reply } from '../channel.js';
import type { CallPlace } from '../voice.js';
import type { AccountSettings } from './account.settings.js';
import type { CallAddresses } from './call.addresses.js';
import { ARABIC, ENGLISH, type Words } from './prompt.words.js';

/** Seconds in which a key has to be pressed. */
const KEY_SECONDS = 6;
/** Seconds between two times that somebody who waits is told their place. */
const PLACE_SECONDS = 20;
/** Seconds of silence after which a voicemail is over. */
const SILENCE_SECONDS = 5;

/** What can speak: the answer itself, or the part of it in which a key may be pressed. */
type Speaker = Pick<VoiceResponse, 'play'> & {
  say(attributes: VoiceResponse.SayAttributes, words: string): unknown;
};

/** Writes what a caller hears next in Twilio's language. Arabic first, then English where the account speaks it. */
export class TwimlRenderer {
  constructor(
    private readonly settings: AccountSettings,
    private readonly addresses: CallAddresses,
  ) {}

  reply(step: CallerStep, call: CallPlace): Reply {
    return { status: 200, contentType: 'text/xml', body: this.twiml(step, call) };
  }

  twiml(step: CallerStep, call: CallPlace): string {
    const response = new VoiceResponse();
    this.write(response, step, call);
    return response.toString();
  }

  private write(response: VoiceResponse, step: CallerStep, call: CallPlace): void {
    switch (step.hear) {
      case 'menu':
        return this.menu(response, step.round);
      case 'consent':
        return this.consent(response, call);
      case 'queue':
        return this.queue(response, call);
      case 'place':
        return this.place(response, step);
      case 'leave':
        return void response.leave();
      case 'voicemail':
        return this.voicemail(response, step.because, call);
      case 'conversation':
        return this.conversation(response, call);
      case 'hold':
        this.prompt(response, 'hold');
        return void response.pause({ length: PLACE_SECONDS });
      case 'nothing':
        return undefined;
      case 'callback-noted':
      case 'thanks':
      case 'goodbye':
        this.words(response, (words) => words[step.hear === 'callback-noted' ? 'callbackNoted' : step.hear]);
        return void response.hangup();
    }
  }

  private menu(response: VoiceResponse, round: number): void {
    const gather = this.keysAt(response, this.addresses.ask('menu', { n: round }));
    if (round === 1) this.prompt(gather, 'greeting');
    this.words(gather, (words) =>
      this.settings.menu
        .map((entry) => words.menuEntry((words === ENGLISH && entry.wordsEn) || entry.words, entry.key))
        .join(' '),
    );
  }

  /** Whoever hears no menu is greeted here. */
  private consent(response: VoiceResponse, call: CallPlace): void {
    const gather = this.keysAt(response, this.addresses.ask('consent', { call: call.callId }));
    if (this.settings.menu.length === 0) this.prompt(gather, 'greeting');
    this.prompt(gather, 'consent');
  }

  private queue(response: VoiceResponse, call: CallPlace): void {
    response.enqueue(
      { waitUrl: this.addresses.ask('wait', { n: 1 }), action: this.addresses.ask('left') },
      call.queueId ?? call.callId,
    );
  }

  private place(response: VoiceResponse, step: Extract<CallerStep, { hear: 'place' }>): void {
    const { place, minutes, callback, round } = step;
    const gather = this.keysAt(response, this.addresses.ask('key', { n: round }), PLACE_SECONDS);
    this.words(gather, (words) =>
      [words.place(place, minutes), callback ? words.callback : ''].join(' ').trim(),
    );
  }

  private voicemail(response: VoiceResponse, because: 'closed' | 'unanswered', call: CallPlace): void {
    this.prompt(response, because);
    response.record({
      maxLength: this.settings.voicemailSeconds,
      timeout: SILENCE_SECONDS,
      finishOnKey: '#',
      playBeep: true,
      action: this.addresses.ask('recorded'),
      recordingStatusCallback: this.addresses.report('recording', { call: call.callId }),
      recordingStatusCallbackEvent: ['completed', 'absent'],
    });
  }

  /** The caller's leaving ends the room; an officer's does not, so that others can take over. */
  private conversation(response: VoiceResponse, call: CallPlace): void {
    response
      .dial()
      .conference(
        { startConferenceOnEnter: true, endConferenceOnExit: true, beep: 'false', waitUrl: '' },
        call.callId,
      );
  }

  private keysAt(response: VoiceResponse, action: string, timeout = KEY_SECONDS): Speaker {
    return response.gather({ input: ['dtmf'], numDigits: 1, timeout, action, actionOnEmptyResult: true });
  }

  private prompt(speaker: Speaker, name: 'greeting' | 'closed' | 'unanswered' | 'consent' | 'hold'): void {
    this.speak(speaker, this.settings[name], false);
    this.speak(speaker, this.settings[`${name}En`], true);
  }

  private words(speaker: Speaker, say: (words: Words) => string): void {
    this.speak(speaker, say(ARABIC), false);
    if (this.settings.greetingEn !== '') this.speak(speaker, say(ENGLISH), true);
  }

  private speak(speaker: Speaker, words: string, inEnglish: boolean): void {
    if (words === '') return;
    if (words.startsWith('https://')) return void speaker.play(words);
    const { voice, voiceEn } = this.settings;
    speaker.say(
      inEnglish
        ? { voice: voiceEn as VoiceResponse.SayAttributes['voice'], language: 'en-US' }
        : { voice: voice as VoiceResponse.SayAttributes['voice'], language: 'ar-AE' },
      words,
    );
  }
}
