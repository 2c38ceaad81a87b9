import type { TwilioAccount } from './account.kind.js';
import type { TwilioSend } from './inbound.contract.js';
import { isWhatsapp, type TwilioMessage } from './messages.store.js';
import { mediaSid } from './sid.js';
import type { FormParams } from './webhook.calls.js';

type Source = {
  readonly message: TwilioMessage;
  readonly input: TwilioSend;
  readonly account: TwilioAccount;
  readonly baseUrl: string;
};

/** The form fields of an inbound message. Source: twilio.com/docs/messaging/guides/webhook-request. */
export const inboundParams = (source: Source): FormParams =>
  overridden(
    {
      ...common(source),
      ...person(source.input, isWhatsapp(source.message)),
      ...media(source),
      ...extras(source),
    },
    source.input.params,
  );

const common = ({ message }: Source): FormParams => ({
  AccountSid: message.accountSid,
  ApiVersion: '2010-04-01',
  Body: message.body,
  From: message.from,
  MessageSid: message.sid,
  MessageType: message.media.length > 0 ? kindOf(message.media[0]?.contentType ?? '') : 'text',
  NumMedia: String(message.media.length),
  NumSegments: '1',
  ReferralNumMedia: '0',
  SmsMessageSid: message.sid,
  SmsSid: message.sid,
  SmsStatus: 'received',
  To: message.to,
});

const person = (input: TwilioSend, isWhatsapp: boolean): FormParams => ({
  ...(isWhatsapp ? whatsappIds(input.from) : {}),
  ...(input.name === undefined ? {} : { ProfileName: input.name }),
  ...(input.externalUserId === undefined ? {} : { ExternalUserId: input.externalUserId }),
  ...(input.parentExternalUserId === undefined ? {} : { ParentExternalUserId: input.parentExternalUserId }),
});

const whatsappIds = (from: string): FormParams =>
  from.startsWith('+') ? { WaId: from.slice(1) } : { ExternalUserId: from };

const media = ({ message, baseUrl }: Source): FormParams =>
  Object.fromEntries(
    message.media.flatMap((each, index) => [
      [
        `MediaUrl${index}`,
        `${baseUrl}/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}/Media/${mediaSid(each)}`,
      ],
      [`MediaContentType${index}`, each.contentType],
    ]),
  );

const extras = ({ input, account }: Source): FormParams => ({
  ...(input.inReplyTo === undefined
    ? {}
    : {
        OriginalRepliedMessageSid: input.inReplyTo,
        OriginalRepliedMessageSender: `whatsapp:${account.number}`,
      }),
  ...(input.button
    ? { ButtonText: input.button.text, ButtonPayload: input.button.payload, MessageType: 'button' }
    : {}),
  ...(input.location ? locationOf(input.location) : {}),
});

const locationOf = (location: NonNullable<TwilioSend['location']>): FormParams => ({
  Latitude: String(location.latitude),
  Longitude: String(location.longitude),
  MessageType: 'location',
  ...(location.label === undefined ? {} : { Label: location.label }),
  ...(location.address === undefined ? {} : { Address: location.address }),
});

const kindOf = (contentType: string): string => {
  const top = contentType.split('/')[0] ?? '';
  return ['image', 'audio', 'video'].includes(top) ? top : 'document';
};

const overridden = (params: FormParams, changes: TwilioSend['params']): FormParams =>
  Object.fromEntries(
    Object.entries({ ...params, ...changes }).filter((field): field is [string, string] => field[1] !== null),
  );
