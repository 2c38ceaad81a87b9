import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StoredMedia } from '../core/media.store.js';
import { linkTo } from '../core/media.store.js';
import { digitsOf } from '../core/people.roster.js';
import type { Act, Doing, Flavour, Outgoing, Sending } from './flavour.js';

/** The app ids of Sila and of Meta's own inbox, in which staff may write as well. */
const SILA_APP = 517018425673821;
const INBOX_APP = 263902037430900;

const bodySchema = (longestText: number) =>
  z.looseObject({
    recipient: z.strictObject({ id: z.string().regex(/^\d+$/) }),
    messaging_type: z.enum(['RESPONSE', 'MESSAGE_TAG']),
    tag: z.literal('HUMAN_AGENT').optional(),
    message: z.looseObject({
      text: z.string().min(1).max(longestText).optional(),
      attachment: z.looseObject({ type: z.string(), payload: z.looseObject({ url: z.url() }) }).optional(),
      metadata: z.string().optional(),
    }),
  });

type Body = z.output<ReturnType<typeof bodySchema>>;

const outgoingOf = ({ recipient, message, tag }: Body): Outgoing => ({
  to: recipient.id,
  text: message.text ?? '',
  uploads: [],
  links: message.attachment ? [message.attachment.payload.url] : [],
  reference: message.metadata ?? null,
  template: null,
  isHumanAgent: tag === 'HUMAN_AGENT',
});

const common = {
  addressOf: digitsOf,
  personAt: (to: string) => to,
  newId: () => `m_${randomBytes(18).toString('base64url')}`,
  answer: ({ id, to }: Sending) => ({ recipient_id: to, message_id: id }),
};

/** Messages to a Facebook page. */
export const messengerFlavour: Flavour<'messenger', 'messenger'> = {
  ...common,
  channel: 'messenger',
  key: 'messenger',
  label: { ar: 'ماسنجر', en: 'Messenger' },
  icon: 'M12 3.5c-4.8 0-8.5 3.5-8.5 8 0 2.5 1.1 4.6 2.9 6v3l2.8-1.5c.9.3 1.8.4 2.8.4 4.8 0 8.5-3.4 8.5-7.9s-3.7-8-8.5-8Zm-5 10 3-3.2 2.2 1.8 4-2.6',
  event: (doing, act, baseUrl) => eventOf('page', doing, act, baseUrl),
  report: (sending, status, at) => {
    if (status === 'sent')
      return echoOf('page', sending, at, { app_id: SILA_APP, metadata: sending.reference ?? undefined });
    if (status === 'delivered')
      return told('page', sending, at, { delivery: { mids: [sending.id], watermark: at } });
    return status === 'read' ? told('page', sending, at, { read: { watermark: at } }) : null;
  },
  outgoing: (body) => outgoingOf(bodySchema(2_000).parse(body)),
  outsideWindow: { code: 10, subcode: 2018278, at: 'call' },
};

/** Direct messages to an Instagram account: it carries no id of ours, and tells of reading by message. */
export const instagramFlavour: Flavour<'instagram', 'instagram'> = {
  ...common,
  channel: 'instagram',
  key: 'instagram',
  label: { ar: 'إنستغرام', en: 'Instagram' },
  icon: 'M8 3.5h8a4.5 4.5 0 0 1 4.5 4.5v8a4.5 4.5 0 0 1-4.5 4.5H8A4.5 4.5 0 0 1 3.5 16V8A4.5 4.5 0 0 1 8 3.5Zm4 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Zm4.8-1.8h.1',
  event: (doing, act, baseUrl) => eventOf('instagram', doing, act, baseUrl),
  report: (sending, status, at) => {
    if (status === 'sent') return echoOf('instagram', sending, at, {});
    return status === 'read' ? told('instagram', sending, at, { read: { mid: sending.id } }) : null;
  },
  outgoing: (body) => outgoingOf(bodySchema(1_000).parse(body)),
  outsideWindow: { code: 10, subcode: 2534022, at: 'call' },
};

const delivery = (object: string, id: string, at: number, event: object): object => ({
  object,
  entry: [{ id, time: at, messaging: [{ timestamp: at, ...event }] }],
});

/** A report about a message of the association, said by its person. */
const told = (object: string, { account, to }: Sending, at: number, report: object): object =>
  delivery(object, account.id, at, { sender: { id: to }, recipient: { id: account.id }, ...report });

const echoOf = (object: string, sending: Sending, at: number, own: object): object => {
  const ends = { sender: { id: sending.account.id }, recipient: { id: sending.to } };
  const attachments = sending.links.map((url) => ({ type: 'file', payload: { url } }));
  const content = sending.text === '' ? { attachments } : { text: sending.text };
  return delivery(object, sending.account.id, at, {
    ...ends,
    message: { mid: sending.id, is_echo: true, ...content, ...own },
  });
};

const eventOf = (object: string, doing: Doing, act: Act, baseUrl: string): object => {
  const { account, person, id, at } = doing;
  const ends = { sender: { id: person }, recipient: { id: account.id } };
  const say = (event: object) => delivery(object, account.id, at, { ...ends, ...event });
  switch (act.kind) {
    case 'reaction':
      return say({
        reaction: {
          mid: act.to,
          ...(act.emoji === null ? { action: 'unreact' } : { action: 'react', emoji: act.emoji }),
        },
      });
    case 'edit':
      return say({ message_edit: { mid: act.of, text: act.text, num_edit: 1 } });
    case 'deletion':
      return say({ message: { mid: act.of, is_deleted: true } });
    case 'echo': {
      const message = { mid: id, is_echo: true, app_id: INBOX_APP, ...contentOf(act, baseUrl) };
      return say({ sender: { id: account.id }, recipient: { id: person }, message });
    }
    case 'message':
      return say({ message: { mid: id, ...contentOf(act, baseUrl) } });
  }
};

type Written = Extract<Act, { kind: 'message' | 'echo' }>;

const contentOf = (act: Written, baseUrl: string): object => {
  const attachments = [...act.media.map((file) => attachmentOf(file, act, baseUrl)), ...placeOf(act)];
  const story = { id: '178414', url: `${baseUrl}/cdn/story` };
  const replyTo =
    act.story === 'reply' ? { story } : act.inReplyTo === undefined ? undefined : { mid: act.inReplyTo };
  return {
    ...(act.text === '' ? {} : { text: act.text }),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(replyTo ? { reply_to: replyTo } : {}),
  };
};

const attachmentOf = (file: StoredMedia, { story }: Written, baseUrl: string): object => {
  const top = file.contentType.split('/', 1)[0] ?? '';
  const type =
    story === 'mention' ? 'story_mention' : ['image', 'video', 'audio'].includes(top) ? top : 'file';
  return { type, payload: { url: `${baseUrl}${linkTo(file).url}` } };
};

const placeOf = ({ location }: Written): object[] =>
  location
    ? [
        {
          type: 'location',
          title: location.label,
          payload: { coordinates: { lat: location.latitude, long: location.longitude } },
        },
      ]
    : [];
