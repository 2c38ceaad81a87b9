import type { PortalForm } from '@sila/domain';
import type { RawEvent } from '../../channel.js';
import type { ChannelFailure, ChannelFixture } from '../../fixture.js';
import type { FormChannel } from './form.channel.js';
import { storedSubmission, type Submission, submissionEvents } from './submission.request.js';

const SUBMISSION = '0192f0a1-7c00-7000-8000-0000000000f1';
const both = (ar: string, en: string) => ({ ar, en });

/** A small form of a name, with one field of every kind that a channel looks at. */
export function smallForm(name: PortalForm['name'], title: PortalForm['title']): PortalForm {
  return {
    name,
    title,
    intro: both('مقدمة', 'Introduction'),
    nameField: 'name',
    sections: [
      {
        id: 'you',
        title: both('بياناتكم', 'About you'),
        fields: [
          { id: 'name', type: 'text', label: both('الاسم', 'Name'), required: true },
          { id: 'nid', type: 'national-id', label: both('رقم الهوية', 'National ID'), required: false },
          { id: 'mobile', type: 'mobile', label: both('الجوال', 'Mobile'), required: true },
          { id: 'email', type: 'email', label: both('البريد', 'E-mail'), required: false },
          { id: 'papers', type: 'file', label: both('المستندات', 'Papers'), required: false },
        ],
      },
    ],
    consent: { version: '1', text: both('أوافق', 'I agree') },
  };
}

/** What the contract test needs of every form: the forms differ in name and words alone. */
export function recordedForms(channel: FormChannel): {
  readonly fixtures: readonly ChannelFixture[];
  readonly failures: readonly ChannelFailure[];
} {
  const form = smallForm(channel.form, channel.label);
  const sent: Submission = {
    type: 'submission',
    submissionId: SUBMISSION,
    reference: '48371920',
    language: 'ar',
    form,
    version: 3,
    consent: '1',
    values: { name: 'نورة السالم', nid: '••••••0008', mobile: '+966551234567' },
    files: [],
  };
  return { fixtures: [inArabic(sent), inEnglish(sent), unknown(sent)], failures: [refusal(channel)] };
}

function fixture(name: string, sent: Submission, bytes: readonly Buffer[] = []): ChannelFixture {
  const [event] = submissionEvents(sent);
  return { name, settings: {}, request: storedSubmission(sent, bytes), ...(event && { event }) };
}

function inArabic(sent: Submission): ChannelFixture {
  const title = sent.form.title.ar;
  return {
    ...fixture('a form in Arabic', sent),
    expect: [
      {
        type: 'message',
        providerId: `f:${SUBMISSION}`,
        from: { kind: 'visitor', value: SUBMISSION, name: 'نورة السالم', assurance: 'claimed', aliases: [] },
        text: `${title}\nرقم الطلب: 48371920\n\nبياناتكم\nالاسم: نورة السالم\nرقم الهوية: ••••••0008\nالجوال: +966551234567`,
        subject: null,
        language: 'ar',
        attachments: [],
      },
    ],
  };
}

function inEnglish(sent: Submission): ChannelFixture {
  const picture = Buffer.from('a\nb');
  const values = { name: 'Fatima Khan', mobile: '+966551234567', email: 'fatima@example.org' };
  const file = { fileName: 'lease.jpg', mediaType: 'image/jpeg', size: picture.length };
  return {
    ...fixture('a form in English with a picture', { ...sent, language: 'en', values, files: [file] }, [
      picture,
    ]),
    expect: [
      {
        type: 'message',
        language: 'en',
        attachments: [{ ...file, contentId: null, source: { bytes: picture } }],
        meta: {
          claims: [
            { kind: 'phone', value: '+966551234567' },
            { kind: 'email', value: 'fatima@example.org' },
          ],
          form: {
            name: sent.form.name,
            title: sent.form.title.en,
            reference: '48371920',
            version: 3,
            consent: '1',
            parts: [
              {
                title: 'About you',
                lines: [
                  { field: 'name', label: 'Name', value: 'Fatima Khan', hidden: false },
                  { field: 'mobile', label: 'Mobile', value: '+966551234567', hidden: false },
                  { field: 'email', label: 'E-mail', value: 'fatima@example.org', hidden: false },
                ],
              },
            ],
          },
        },
      },
    ],
  };
}

function unknown({ submissionId }: Submission): ChannelFixture {
  const event: RawEvent = { key: `x:${submissionId}`, accountRef: null, lane: submissionId, pointer: null };
  const body = Buffer.from(JSON.stringify({ type: 'survey', submissionId }));
  return {
    name: 'something that later portals may send',
    settings: {},
    request: { method: 'PORTAL', url: '', headers: {}, body },
    event,
    unknown: true,
  };
}

function refusal(channel: FormChannel): ChannelFailure {
  return {
    name: 'an answer by the form itself',
    kind: 'permanent',
    code: 'inbound-only',
    provoke: () => {
      const address = { kind: 'visitor', value: SUBMISSION } as const;
      const connection = channel.open(
        {},
        {
          accountId: 'fixture',
          webhookUrl: '',
          publicUrl: '',
          now: () => new Date(0),
          sign: () => '',
        },
      );
      return connection.send({
        messageId: SUBMISSION,
        conversationId: SUBMISSION,
        conversationNumber: 1,
        to: address,
        toName: null,
        text: '',
        subject: null,
        language: 'ar',
        providerId: null,
        thread: [],
        template: null,
        attachments: [],
        automatic: false,
        author: null,
      });
    },
  };
}
