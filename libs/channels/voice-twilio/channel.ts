import { ChannelError, type Channel, type ChannelContext, type Connection } from '../channel.js';
import { ApiClient } from '../providers/twilio/api.client.js';
import { MediaFetcher } from '../providers/twilio/media.fetcher.js';
import type { Voice } from '../voice.js';
import { accountSettings, type AccountSettings } from './account.settings.js';
import { CallAddresses } from './call.addresses.js';
import { CallClient } from './call.client.js';
import { parseEvent } from './parse.js';
import { softphoneAccess, softphoneOrigin } from './softphone.token.js';
import { TwimlRenderer } from './twiml.renderer.js';
import { webhookOf } from './webhook.events.js';

/** Largest recording, in bytes: an hour of two channels as MP3 is about half of it. */
const LARGEST_RECORDING = 64 * 1024 * 1024;

/** Telephone calls through Twilio. Nothing is written here: what leaves by it is a call. */
export const voiceTwilio: Channel<typeof accountSettings> = {
  name: 'voice-twilio',
  label: { ar: 'مكالمة هاتفية (Twilio)', en: 'Telephone (Twilio)' },
  icon: 'phone',
  settings: accountSettings,
  capabilities: {
    continuity: 'stream',
    inbound: true,
    outbound: false,
    reaches: [],
    attachments: {
      inbound: true,
      outbound: false,
      maxBytes: LARGEST_RECORDING,
      maxCount: 0,
      captions: 'all',
      maxCaption: 0,
    },
    maxLength: 0,
    splits: false,
    segments: null,
    window: null,
    templates: false,
    receipts: { delivered: false, read: false },
    idempotentSend: false,
    reconcile: true,
    typing: false,
    subject: false,
    html: false,
    voice: true,
    paper: false,
    inPerson: false,
    undoSeconds: 0,
    rate: { perSecond: 1, perRecipientMs: 0 },
  },
  open: openConnection,
};

function openConnection(settings: AccountSettings, context: ChannelContext): Connection {
  const addresses = new CallAddresses(context.webhookUrl);
  const renderer = new TwimlRenderer(settings, addresses);
  const api = new ApiClient(settings, context);
  const client = new CallClient(settings, addresses, renderer, api);
  const media = new MediaFetcher(settings, context, { largest: LARGEST_RECORDING });
  return {
    send: () =>
      Promise.reject(new ChannelError('permanent', 'calls-only', 'nothing is written by telephone')),
    fetchMedia: (ref) => media.fetch(ref),
    parse: async (event) => parseEvent(event),
    check: () => api.check(),
    subscribe: () => client.subscribe(),
    close: async () => api.close(),
    webhook: webhookOf(settings),
    voice: voiceOf(settings, renderer, client),
  };
}

function voiceOf(settings: AccountSettings, renderer: TwimlRenderer, client: CallClient): Voice {
  const { menu, recording: records, ringSeconds, maximumWaitMinutes } = settings;
  return {
    rules: { menu, records, ringSeconds, maximumWaitMinutes, softphoneOrigin: softphoneOrigin(settings) },
    answer: (step, call) => renderer.reply(step, call),
    softphone: async (staffId, now) => softphoneAccess(settings, staffId, now),
    ring: (leg) => client.ring(leg),
    dial: (leg) => client.dial(leg),
    findDialled: (to, since) => client.findDialled(to, since),
    connect: (callId, sid) => client.connect(callId, sid),
    enqueue: (call, sid) => client.enqueue(call, sid),
    hold: (room, sid, held) => client.hold(room, sid, held),
    supervise: (room, sid, supervision) => client.supervise(room, sid, supervision),
    hangUp: (sid) => client.hangUp(sid),
    record: (callId, sid) => client.record(callId, sid),
    pauseRecording: (sid, paused) => client.pauseRecording(sid, paused),
    removeRecording: (recordingId) => client.removeRecording(recordingId),
  };
}
