import { rfc2822 } from '../message.resource.js';
import type { FormParams } from '../webhook.calls.js';
import type { CallEvent } from './call.types.js';
import type { VoiceCall } from './voice.call.js';

/** The form fields of every webhook about a call. Source: twilio.com/docs/voice/twiml, "Request parameters". */
export const callParams = ({ facts, status }: VoiceCall): FormParams => ({
  AccountSid: facts.accountSid,
  ApiVersion: '2010-04-01',
  CallSid: facts.sid,
  CallStatus: status,
  Called: facts.to,
  Caller: facts.from,
  Direction: facts.direction,
  From: facts.from,
  To: facts.to,
  ...(facts.parentSid === null ? {} : { ParentCallSid: facts.parentSid }),
});

/** The form fields of a report on how far a call is. Source: twilio.com/docs/voice/api/call-resource, "statusCallback". */
export const reportParams = (call: VoiceCall, event: CallEvent, number: number, now: number): FormParams => ({
  ...callParams(call),
  ...(event === 'initiated' ? { CallStatus: 'initiated' } : {}),
  ...(event === 'completed'
    ? { CallDuration: String(call.seconds), Duration: String(Math.ceil(call.seconds / 60)) }
    : {}),
  CallbackSource: 'call-progress-events',
  SequenceNumber: String(number),
  Timestamp: rfc2822(now),
});
