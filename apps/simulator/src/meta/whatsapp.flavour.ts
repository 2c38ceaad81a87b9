import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Act, Doing, Flavour, Sending } from './flavour.js';

const media = z.looseObject({ id: z.string(), caption: z.string().optional() });
const template = z.looseObject({
  name: z.string(),
  language: z.looseObject({ code: z.string() }),
  components: z
    .array(z.looseObject({ parameters: z.array(z.looseObject({ text: z.string() })) }))
    .default([]),
});

const bodySchema = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').default('individual'),
  to: z.string().optional(),
  recipient: z.string().optional(),
  type: z.enum(['text', 'image', 'video', 'audio', 'document', 'template']),
  text: z.looseObject({ body: z.string().min(1).max(4096) }).optional(),
  image: media.optional(),
  video: media.optional(),
  audio: media.optional(),
  document: media.optional(),
  template: template.optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
});

/** WhatsApp's Cloud API. */
export const whatsappFlavour: Flavour<'whatsapp-cloud', 'whatsappCloud'> = {
  channel: 'whatsapp-cloud',
  key: 'whatsappCloud',
  label: { ar: 'واتساب (Meta)', en: 'WhatsApp (Meta)' },
  icon: 'M3.5 20.5 5 16.2a8.2 8.2 0 1 1 3.2 3L3.5 20.5Zm5.6-12.4c-.8 3.4 3.4 7.7 6.9 6.8l.4-2-2.3-1-1 1.1c-1-.4-1.8-1.2-2.2-2.2l1-1-1-2.2-1.8.5Z',
  addressOf: ({ phone }) => phone,
  personAt: (to) => (to.startsWith('SA.') ? phoneOf(to) : /^\+\d{8,15}$/.test(to) ? to : null),
  newId: () => `wamid.${randomBytes(24).toString('base64url')}`,
  event: (doing, act, _baseUrl) => eventOf(doing, act),
  report: reportOf,
  outgoing: (body) => {
    const given = bodySchema.parse(body);
    const file = given.image ?? given.video ?? given.audio ?? given.document;
    return {
      to: given.recipient ?? numberOrNothing(given.to),
      text: given.text?.body ?? file?.caption ?? '',
      uploads: file ? [file.id] : [],
      links: [],
      reference: given.biz_opaque_callback_data ?? null,
      template: given.template ? wordsOf(given.template) : null,
      isHumanAgent: false,
    };
  },
  answer: ({ id, to }) => ({
    messaging_product: 'whatsapp',
    contacts: [{ input: to, wa_id: to.replace('+', '') }],
    messages: [{ id, message_status: 'accepted' }],
  }),
  outsideWindow: { code: 131047, at: 'report' },
};

/** A name and what went into its placeholders: the words are Meta's and unknown here. */
const wordsOf = ({ name, language, components }: z.output<typeof template>): string =>
  [
    `${name}/${language.code}`,
    ...components.flatMap(({ parameters }) => parameters.map(({ text }) => text)),
  ].join(' · ');

/** An id in `to` is taken and silently dropped, as Meta does. */
const numberOrNothing = (to: string | undefined): string =>
  to !== undefined && /^\+\d+$/.test(to) ? to : 'dropped';

/** Everybody's id towards the association, made of the number so that it needs no list. */
export const scopedIdOf = (phone: string): string => `SA.1${phone.replace('+', '')}`;
const phoneOf = (scopedId: string): string => `+${scopedId.replace(/^SA\.1/, '')}`;

const change = (account: Doing['account'], value: object, field = 'messages'): object => {
  const metadata = { display_phone_number: account.name.replace('+', ''), phone_number_id: account.id };
  const changes = [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }];
  return { object: 'whatsapp_business_account', entry: [{ id: `9${account.id}`, changes }] };
};

const seconds = (ms: number): string => String(Math.floor(ms / 1000));

const eventOf = (doing: Doing, act: Act): object => {
  const { account, person, name, isHidden, id, at } = doing;
  const digits = person.replace('+', '');
  if (act.kind === 'echo') {
    const echo = {
      from: account.name.replace('+', ''),
      to: digits,
      id,
      timestamp: seconds(at),
      ...contentOf(act),
    };
    return change(account, { message_echoes: [echo] }, 'smb_message_echoes');
  }
  const contact = {
    profile: { name: name ?? digits, ...(isHidden ? { username: `user${digits.slice(-4)}` } : {}) },
    user_id: scopedIdOf(person),
    ...(isHidden ? {} : { wa_id: digits }),
  };
  const who = { from_user_id: scopedIdOf(person), ...(isHidden ? {} : { from: digits }) };
  const message = { ...who, id, timestamp: seconds(at), ...contentOf(act) };
  return change(account, { contacts: [contact], messages: [message] });
};

const contentOf = (act: Act): object => {
  switch (act.kind) {
    case 'reaction':
      return { type: 'reaction', reaction: { message_id: act.to, emoji: act.emoji ?? '' } };
    case 'edit':
      return {
        type: 'edit',
        edit: { original_message_id: act.of, message: { type: 'text', text: { body: act.text } } },
      };
    case 'deletion':
      return { type: 'revoke', revoke: { original_message_id: act.of } };
    case 'message':
    case 'echo':
      return {
        ...writtenOf(act),
        ...(act.inReplyTo === undefined ? {} : { context: { id: act.inReplyTo } }),
      };
  }
};

const writtenOf = ({
  text,
  media: [file],
  isVoice,
  location,
  contact,
}: Extract<Act, { kind: 'message' | 'echo' }>) => {
  if (location) {
    const { latitude, longitude, label: name, address } = location;
    return { type: 'location', location: { latitude, longitude, name, address } };
  }
  if (contact)
    return {
      type: 'contacts',
      contacts: [{ name: { formatted_name: contact.name }, phones: [{ phone: contact.phone }] }],
    };
  if (!file) return { type: 'text', text: { body: text } };
  const kind = kindOf(file.contentType);
  const caption = text === '' ? {} : { caption: text };
  const filename = kind === 'document' ? { filename: file.fileName ?? 'document' } : {};
  const voice = isVoice ? { voice: true } : {};
  return {
    type: kind,
    [kind]: {
      id: file.id,
      mime_type: file.contentType,
      sha256: file.sha256,
      ...caption,
      ...filename,
      ...voice,
    },
  };
};

const kindOf = (contentType: string): string => {
  const top = contentType.split('/', 1)[0] ?? '';
  return ['image', 'video', 'audio'].includes(top) ? top : 'document';
};

function reportOf(
  { account, id, to, reference }: Sending,
  status: string,
  at: number,
  errorCode: number | null,
): object {
  const person = to.startsWith('SA.')
    ? { recipient_user_id: to }
    : { recipient_id: to.replace('+', ''), recipient_user_id: scopedIdOf(to) };
  const errors =
    errorCode === null
      ? {}
      : { errors: [{ code: errorCode, title: 'refused', error_data: { details: 'refused' } }] };
  const own = reference === null ? {} : { biz_opaque_callback_data: reference };
  return change(account, {
    statuses: [{ id, status, timestamp: seconds(at), ...person, ...own, ...errors }],
  });
}
