import {
  type ContactKey,
  type ContactKeyKind,
  type FieldType,
  fieldsOf,
  formParts,
  formText,
  type Language,
} from '@sila/domain';
import { z } from 'zod';
import { cutFiles, split } from '../../carried-files.js';
import type { Inbound, InboundMessage, StoredEvent } from '../../channel.js';
import { type Submission, submission } from './submission.request.js';

const anyRequest = z.looseObject({ type: z.string(), submissionId: z.uuid() });
const REFERENCE: Readonly<Record<Language, string>> = { ar: 'رقم الطلب', en: 'Reference' };
const CLAIMS: Partial<Record<FieldType, ContactKeyKind>> = { mobile: 'phone', email: 'email' };

/** Understands one stored form. Throws when the bytes are none; an unknown kind becomes a visible stub. */
export function parseSubmission(event: StoredEvent): Inbound[] {
  const { head, rest } = split(event.request.body);
  const { type, submissionId } = anyRequest.parse(head);
  if (type !== 'submission') return [{ ...emptyMessage(submissionId, event), kind: 'unsupported' }];
  return [messageOf(submission.parse(head), rest, event)];
}

function messageOf(sent: Submission, rest: Buffer, event: StoredEvent): InboundMessage {
  const { form, values, language, reference, version, consent, submissionId } = sent;
  const parts = formParts(form, values, language);
  const title = form.title[language];
  const message = emptyMessage(submissionId, event);
  return {
    ...message,
    from: { ...message.from, name: nameOf(sent) },
    text: `${title}\n${REFERENCE[language]}: ${reference}\n\n${formText(parts)}`,
    language,
    attachments: cutFiles(sent.files, rest),
    meta: {
      form: {
        name: form.name,
        title,
        reference,
        version,
        consent,
        parts: parts.map((part) => ({ title: part.title, lines: part.lines.map((line) => ({ ...line })) })),
      },
      claims: claimsOf(sent).map((claim) => ({ ...claim })),
    },
  };
}

/** Each form stands for itself: what somebody writes of themselves proves nothing and opens no history. */
function emptyMessage(submissionId: string, event: StoredEvent): InboundMessage {
  return {
    type: 'message',
    providerId: event.key,
    from: { kind: 'visitor', value: submissionId, name: null, assurance: 'claimed', aliases: [] },
    kind: 'text',
    text: '',
    html: null,
    subject: null,
    quotedFrom: null,
    sentAt: null,
    references: [],
    automatic: false,
    language: null,
    attachments: [],
    content: null,
    quotes: null,
    meta: {},
  };
}

function nameOf({ form, values }: Submission): string | null {
  const name = values[form.nameField];
  return typeof name === 'string' ? name.trim() || null : null;
}

/** The addresses a person gave: shown as "may be", and offered for an answer. */
function claimsOf({ form, values }: Submission): ContactKey[] {
  return fieldsOf(form).flatMap(({ id, type }) => {
    const [kind, value] = [CLAIMS[type], values[id]];
    return kind && typeof value === 'string' ? [{ kind, value }] : [];
  });
}
