import type { INestApplicationContext } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { Env } from '@sila/config';
import type { ChannelAccountView, ConversationItem, VisitorSession } from '@sila/contracts';
import { AssignmentService, ConversationReader, ReplyService } from '@sila/conversations';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Simulator } from '../../simulator/src/simulator.js';
import { samples } from './samples.js';
import type { Sample } from './samples.js';
import type { Trial } from './trial.channel.js';
import { trialPerson } from './trial.staff.js';

const ARRIVES_WITHIN_MS = 20_000;

/**
 * Plays the sample conversations as beneficiaries would, through the simulator's webhooks and mailbox and the website
 * chat, and lets the officer answer two of them. What an interrupted start has played already is not played again.
 * Resolves when all are in, or after 20 s with those that are.
 */
export async function playSamples(
  app: INestApplicationContext,
  { env, simulator }: Trial,
  accounts: readonly ChannelAccountView[],
): Promise<void> {
  if (!simulator) return;
  const chat = accounts.find((account) => account.embed !== null) ?? null;
  const [officer, supervisor] = [await trialPerson(app, 'officer'), await trialPerson(app, 'supervisor')];
  if (!officer || !supervisor) return;
  const known = await namesOf(app, supervisor);
  const wanted = samples.filter((sample) => !known.has(sample.name));
  for (const sample of wanted) await begin(sample, env, simulator, chat);
  for (const sample of wanted) {
    const conversation = await arrival(app, supervisor, sample.name);
    if (conversation && sample.answer) await answer(app, officer, conversation, sample.answer);
  }
}

async function namesOf(app: INestApplicationContext, supervisor: CurrentStaff): Promise<ReadonlySet<string>> {
  const { items } = await app
    .get(ConversationReader, { strict: false })
    .list(supervisor, { view: 'all', limit: 100 });
  return new Set(items.map((item) => item.contact.name));
}

async function begin(
  sample: Sample,
  env: Env,
  simulator: Simulator,
  chat: ChannelAccountView | null,
): Promise<void> {
  const { name, address: from, subject = '', lines } = sample;
  if (sample.by === 'mail')
    await simulator.client.sendMail({ from, name, subject, text: lines.join('\n\n') });
  if (sample.by === 'phone')
    for (const text of lines) await simulator.client.sendWhatsapp({ from, name, text });
  if (sample.by === 'chat' && chat) await visit(sample, env, chat.id);
}

/** A visitor of the website writes through the very calls of the widget. */
async function visit(sample: Sample, env: Env, accountId: string): Promise<void> {
  const opened = await callWidget(env, 'session', { accountId, token: null, language: 'ar' });
  const { token } = (await opened.json()) as VisitorSession;
  for (const text of sample.lines) {
    await callWidget(
      env,
      'messages',
      { clientId: randomUUID(), text, name: sample.name, language: 'ar' },
      token,
    );
  }
}

async function callWidget(env: Env, path: string, body: object, token?: string): Promise<Response> {
  const response = await fetch(`http://127.0.0.1:${env.PORT}/widget/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: new URL(env.PUBLIC_URL).origin,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`POST /widget/${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

async function answer(
  app: INestApplicationContext,
  officer: CurrentStaff,
  { id, version }: ConversationItem,
  text: string,
): Promise<void> {
  await app.get(AssignmentService, { strict: false }).claim(officer, id, version);
  const body = { clientId: randomUUID(), kind: 'reply', text, attachments: [] as string[] } as const;
  await app.get(ReplyService, { strict: false }).post(officer, id, body);
}

/** The conversation of a person, once it is there; null when it is late. */
async function arrival(
  app: INestApplicationContext,
  supervisor: CurrentStaff,
  name: string,
): Promise<ConversationItem | null> {
  const reader = app.get(ConversationReader, { strict: false });
  const deadline = Date.now() + ARRIVES_WITHIN_MS;
  while (Date.now() < deadline) {
    const page = await reader.list(supervisor, { view: 'all', limit: 100 });
    const found = page.items.find((item) => item.contact.name === name);
    if (found) return found;
    await delay(100);
  }
  return null;
}
